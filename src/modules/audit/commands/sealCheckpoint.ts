import type { KeyObject } from 'node:crypto';
import { DateTime } from 'luxon';
import { insertJobs } from '../../../jobs/store/jobs.js';
import { checkpointMail } from '../../../mail/model/messages/checkpointMail.js';
import { insertMail } from '../../../mail/store/mails.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { firstPreviousHash } from '../../tickets/index.js';
import {
  type Checkpoint,
  hashCheckpoint,
  type SealedCheckpoint,
  signCheckpoint,
  sumUpHeads,
} from '../model/checkpoint.js';
import { changedHeads, standingHeads } from '../model/sealedHeads.js';
import {
  insertCheckpoint,
  selectCheckpointHeads,
  selectHeadsOfCheckpoint,
  selectOptionalCheckpointOfDay,
  selectOptionalLatestCheckpoint,
  selectTicketHeads,
} from '../store/checkpoints.js';

export interface SealInput {
  privateKey: KeyObject;
  /** Who gets the checkpoint by mail, so that it is also kept elsewhere. */
  mailTo: string | null;
}

/**
 * Seals where every ticket's history stands: one Merkle root over all heads, signed and chained to the checkpoint before.
 * Once a day of the department; again on the same day it returns what is sealed already.
 */
export async function sealCheckpoint(context: CommandContext, input: SealInput): Promise<SealedCheckpoint> {
  const { tx, now, settings } = context;
  const day = DateTime.fromJSDate(now).setZone(settings.timeZone).toISODate() as string;
  const today = await selectOptionalCheckpointOfDay(tx, day);
  if (today) return { checkpoint: today, heads: await selectHeadsOfCheckpoint(tx, today.number) };

  const latest = await selectOptionalLatestCheckpoint(tx);
  const number = (latest?.number ?? 0) + 1;
  const sealed = standingHeads(await selectCheckpointHeads(tx));
  const changed = changedHeads(sealed, await selectTicketHeads(tx));
  const body = {
    number,
    day,
    sealedAt: now.toISOString(),
    ...sumUpHeads(standingHeads([...sealed, ...changed])),
    previousHash: latest ? hashCheckpoint(latest) : firstPreviousHash,
  };
  const checkpoint = signCheckpoint(body, input.privateKey);
  const heads = changed.map((head) => ({ checkpoint: number, ...head }));
  await insertCheckpoint(tx, checkpoint, heads);
  if (input.mailTo !== null) await queueCheckpointMail(context, checkpoint, input.mailTo);
  return { checkpoint, heads };
}

async function queueCheckpointMail(
  context: CommandContext,
  checkpoint: Checkpoint,
  recipient: string,
): Promise<void> {
  const { tx, now } = context;
  const createdAt = now.toISOString();
  const text = checkpointMail(checkpoint);
  const facts = { ticketId: null, personId: null, status: 'queued', createdAt, sentAt: null } as const;
  const mailId = await insertMail(tx, { recipient, ...text, ...facts });
  const job = { kind: 'sendMail', ticketId: null, executionId: null, payload: { mailId } } as const;
  await insertJobs(tx, [{ ...job, runAt: createdAt }], now);
}
