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
  summarizeHeads,
} from '../model/checkpoint.js';
import { changedHeads, latestHeads } from '../model/sealedHeads.js';
import {
  insertCheckpoint,
  selectCheckpointHeads,
  selectHeadsOfCheckpoint,
  selectHistoryHeads,
  selectOptionalCheckpointOfDay,
  selectOptionalLatestCheckpoint,
} from '../store/checkpoints.js';

export interface SealInput {
  privateKey: KeyObject;
  /** The address to which the checkpoint is mailed, so that a copy exists elsewhere. */
  mailTo: string | null;
}

/**
 * Seals the present end of every ticket's history and of the security log: one Merkle root over all heads, signed and chained to the previous
 * checkpoint. Runs once a day; a second call on the same day returns the existing checkpoint.
 */
export async function sealCheckpoint(context: CommandContext, input: SealInput): Promise<SealedCheckpoint> {
  const { tx, now, settings } = context;
  const day = DateTime.fromJSDate(now).setZone(settings.timeZone).toISODate() as string;
  const today = await selectOptionalCheckpointOfDay(tx, day);
  if (today) return { checkpoint: today, heads: await selectHeadsOfCheckpoint(tx, today.number) };

  const latest = await selectOptionalLatestCheckpoint(tx);
  const number = (latest?.number ?? 0) + 1;
  const sealed = latestHeads(await selectCheckpointHeads(tx));
  const changed = changedHeads(sealed, await selectHistoryHeads(tx));
  const body = {
    number,
    day,
    sealedAt: now.toISOString(),
    ...summarizeHeads(latestHeads([...sealed, ...changed])),
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
