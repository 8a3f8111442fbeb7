import type { CommandContext } from '../../../platform/runCommand.js';
import type { TicketRow } from '../store/tickets.js';

export interface ServiceCall {
  ticket: TicketRow;
  executionId: string;
  /** Evaluated input parameters of the diagram. */
  input: Record<string, unknown>;
}

/**
 * Code of a service task. It runs in the transaction that completes the task, so it takes effect once.
 * Returns variables for the ticket.
 * @throws {Error} for a retry {EngineError} for an incident at once {ServiceError} for the diagram to catch by its code;
 * nothing that the service wrote stays
 */
export type Service = (context: CommandContext, call: ServiceCall) => Promise<Record<string, unknown>>;
