import type { Knex } from 'knex';
import { selectAttachmentsOfTicket } from '../../../../platform/files/attachments.js';
import { selectAuditEvents, selectSubmissions } from '../../../tickets/index.js';
import { chainFaults } from '../../model/chainFaults.js';
import type { CheckpointHead, SealedHead } from '../../model/checkpoint.js';
import { attachmentFaults } from './attachments.js';
import { type Finding, ticketFinding } from './finding.js';
import { sealedHistoryFaults } from './sealedHistory.js';
import { submissionFaults } from './submissions.js';

/** All faults in one ticket's history, forms and files. */
export async function ticketFaults(
  db: Knex,
  ticket: SealedHead,
  sealed: readonly CheckpointHead[],
  attachmentFolder: string,
): Promise<{ events: number; findings: Finding[] }> {
  const { ticketId, number } = ticket;
  try {
    const events = await selectAuditEvents(db, ticketId);
    const submissions = await selectSubmissions(db, ticketId);
    const attachments = await selectAttachmentsOfTicket(db, ticketId);
    const findings = [
      ...chainFaults(events, ticket).map(({ seq, message }) => ticketFinding(number, seq, message)),
      ...sealedHistoryFaults(number, events, sealed),
      ...submissionFaults(number, events, submissions),
      ...(await attachmentFaults(number, events, attachments, attachmentFolder)),
    ];
    return { events: events.length, findings };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const message = '有记录或表单的内容无法读取，被改动';
    return { events: 0, findings: [ticketFinding(number, null, message)] };
  }
}
