import { securityHistory } from '../../../../platform/access/securityLog.js';

/** One fault in the stored history: its place, and a description in Chinese. */
export interface Finding {
  /** Number of the ticket, or the security log; null when it is about a checkpoint as a whole. */
  ticket: string | null;
  /** Number of the event in the ticket's history. */
  seq: number | null;
  checkpoint: number | null;
  message: string;
}

/** A fault in the history of a ticket. */
export function ticketFinding(ticket: string, seq: number | null, message: string): Finding {
  return { ticket, seq, checkpoint: null, message };
}

/** A fault in a checkpoint. */
export function checkpointFinding(checkpoint: number, message: string): Finding {
  return { ticket: null, seq: null, checkpoint, message };
}

/** `工单 YC-20261123-0007：第 3 条…` */
export function findingText({ ticket, checkpoint, message }: Finding): string {
  const history = ticket === securityHistory.number ? ticket : `工单 ${ticket}`;
  const where = ticket === null ? `第 ${checkpoint} 号检查点` : history;
  return `${where}：${message}`;
}
