import type { KeyObject } from 'node:crypto';
import type { Knex } from 'knex';
import { securityHistory } from '../../../../platform/access/securityLog.js';
import { groupBy } from '../../../../platform/groupBy.js';
import type { CheckpointHead, SealedCheckpoint } from '../../model/checkpoint.js';
import { readCheckpointFiles } from '../../store/checkpointFiles.js';
import { selectCheckpointHeads, selectCheckpoints, selectTicketHeads } from '../../store/checkpoints.js';
import { checkpointFaults, fileDifferences } from './checkpoints.js';
import type { Finding } from './finding.js';
import { missingTickets } from './missingTickets.js';
import { securityFaults } from './securityLog.js';
import { ticketFaults } from './tickets.js';

export interface VerifyOptions {
  db: Knex;
  attachmentFolder: string;
  checkpointFolder: string;
  publicKey: KeyObject | null;
  onProgress?: (done: number, all: number) => Promise<void> | void;
}

export interface Verification {
  tickets: number;
  events: number;
  securityEvents: number;
  checkpoints: number;
  findings: Finding[];
}

/** Checks the whole database against its hash chains, its sealed checkpoints and their files. Reads only. */
export async function verifyDatabase(options: VerifyOptions): Promise<Verification> {
  const { db, attachmentFolder, checkpointFolder, publicKey, onProgress } = options;
  const stored = await storedCheckpoints(db);
  const files = await readCheckpointFiles(checkpointFolder);
  const readable = [...files.values()].filter((file) => file !== null);
  const findings = [
    ...checkpointFaults(stored, publicKey, '数据库'),
    ...checkpointFaults(readable, publicKey, '检查点文件'),
    ...fileDifferences(stored, files),
  ];
  const tickets = await selectTicketHeads(db);
  const sealed = headsByTicket([...stored, ...readable]);
  let events = 0;
  for (const [index, ticket] of tickets.entries()) {
    const found = await ticketFaults(db, ticket, sealed.get(ticket.ticketId) ?? [], attachmentFolder);
    events += found.events;
    findings.push(...found.findings);
    await onProgress?.(index + 1, tickets.length);
  }
  const security = await securityFaults(db, sealed.get(securityHistory.ticketId) ?? []);
  sealed.delete(securityHistory.ticketId);
  findings.push(...security.findings, ...(await missingTickets(db, tickets, sealed)));
  const counts = { tickets: tickets.length, events, securityEvents: security.events };
  return { ...counts, checkpoints: stored.length, findings };
}

/** The checkpoints of the database with the heads that each of them sealed. */
async function storedCheckpoints(db: Knex): Promise<SealedCheckpoint[]> {
  const heads = groupBy(await selectCheckpointHeads(db), (head) => head.checkpoint);
  return (await selectCheckpoints(db)).map((checkpoint) => ({
    checkpoint,
    heads: heads.get(checkpoint.number) ?? [],
  }));
}

/** All sealed heads of each ticket in the order of the checkpoints; both heads where database and file differ. */
function headsByTicket(sources: readonly SealedCheckpoint[]): Map<number, CheckpointHead[]> {
  const distinct = new Map<string, CheckpointHead>();
  for (const { heads } of sources) {
    for (const head of heads) {
      distinct.set([head.checkpoint, head.ticketId, head.eventCount, head.headHash].join(), head);
    }
  }
  const ordered = [...distinct.values()].sort((one, other) => one.checkpoint - other.checkpoint);
  return groupBy(ordered, (head) => head.ticketId);
}
