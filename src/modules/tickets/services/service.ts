import type { CommandContext } from '../../../platform/runCommand.js';
import type { TicketRow } from '../store/tickets.js';

export interface ServiceCall {
  ticket: TicketRow;
  executionId: string;
  /** Evaluated input parameters of the diagram. */
  input: Record<string, unknown>;
}

/**
 * Code behind a service task. It works in the transaction that also finishes the task, so it happens once.
 * Returns variables for the ticket.
 * @throws {Error} to be tried again {EngineError} for a person to decide at once
 */
export type Service = (context: CommandContext, call: ServiceCall) => Promise<Record<string, unknown>>;
