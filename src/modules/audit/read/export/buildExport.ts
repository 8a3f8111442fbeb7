import type { KeyObject } from 'node:crypto';
import type { Knex } from 'knex';
import { selectAttachmentsOfTicket } from '../../../../platform/files/attachments.js';
import { selectDefinition } from '../../../processes/index.js';
import { selectAuditEvents, selectSubmissions, selectTicketByNumber } from '../../../tickets/index.js';
import { headLeaf } from '../../model/checkpoint.js';
import { inclusionProof } from '../../model/merkleTree.js';
import { latestHeads } from '../../model/sealedHeads.js';
import { selectCheckpointHeads, selectOptionalLatestCheckpoint } from '../../store/checkpoints.js';
import type { TicketExport } from './ticketExport.js';

export interface ExportOptions {
  exportedAt: Date;
  exportedBy: string;
  timeZone: string;
  publicKey: KeyObject | null;
}

/** Gathers a ticket with the proof that it is part of the newest checkpoint. @throws {NotFound} */
export async function buildExport(db: Knex, number: string, options: ExportOptions): Promise<TicketExport> {
  const ticket = await selectTicketByNumber(db, number);
  const definition = await selectDefinition(db, ticket.definitionId);
  const { id, title, status, startedAt, endedAt, eventCount, headHash } = ticket;
  const attachments = await selectAttachmentsOfTicket(db, id);
  const named = definition.elements.flatMap((element) => (element.name ? [[element.id, element.name]] : []));
  return {
    format: 'serviceflow-ticket-export-1',
    exportedAt: options.exportedAt.toISOString(),
    exportedBy: options.exportedBy,
    timeZone: options.timeZone,
    ticket: {
      ...{ id, number, title, status, startedAt, endedAt, eventCount, headHash },
      processName: definition.name,
      processVersion: definition.version,
    },
    elements: Object.fromEntries(named),
    events: await selectAuditEvents(db, id),
    submissions: await selectSubmissions(db, id),
    attachments: attachments.map((file) => ({
      id: file.id,
      name: file.name,
      mediaType: file.mediaType,
      size: file.size,
      sha256: file.sha256,
    })),
    proof: await proofOf(db, id, options.publicKey),
  };
}

async function proofOf(
  db: Knex,
  ticketId: number,
  publicKey: KeyObject | null,
): Promise<TicketExport['proof']> {
  const checkpoint = await selectOptionalLatestCheckpoint(db);
  if (!checkpoint || !publicKey) return null;
  const heads = latestHeads(await selectCheckpointHeads(db, checkpoint.number));
  const index = heads.findIndex((one) => one.ticketId === ticketId);
  const sealed = heads[index];
  if (!sealed) return null;
  const { number, eventCount, headHash } = sealed;
  return {
    checkpoint,
    head: { ticketId, number, eventCount, headHash },
    path: inclusionProof(heads.map(headLeaf), index),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
  };
}
