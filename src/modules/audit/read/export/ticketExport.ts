import type { ChainedEvent, HashedSubmission } from '../../../tickets/index.js';
import type { Checkpoint, SealedHead } from '../../model/checkpoint.js';
import type { ProofStep } from '../../model/merkleTree.js';

/** All records of a ticket, with the proof that they are as they were when the ticket was sealed. */
export interface TicketExport {
  format: 'serviceflow-ticket-export-1';
  exportedAt: string;
  exportedBy: string;
  timeZone: string;
  ticket: {
    id: number;
    number: string;
    title: string;
    processName: string;
    processVersion: number;
    status: string;
    startedAt: string;
    endedAt: string | null;
    eventCount: number;
    headHash: string;
  };
  /** Names of the diagram's elements by id. */
  elements: Record<string, string>;
  events: ChainedEvent[];
  submissions: (HashedSubmission & { id: number })[];
  attachments: { id: number; name: string; mediaType: string; size: number; sha256: string }[];
  /** Null while no checkpoint has sealed the ticket. */
  proof: { checkpoint: Checkpoint; head: SealedHead; path: ProofStep[]; publicKey: string } | null;
}
