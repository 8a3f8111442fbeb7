import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { AttachmentRow } from '../../../../platform/files/attachments.js';
import { attachmentPath } from '../../../../platform/files/storeAttachment.js';
import type { ChainedEvent } from '../../../tickets/index.js';
import { type Finding, ticketFinding } from './finding.js';

/** Attachments whose row or file differs from the history. */
export async function attachmentFaults(
  number: string,
  events: readonly ChainedEvent[],
  attachments: readonly AttachmentRow[],
  folder: string,
): Promise<Finding[]> {
  const stored = new Map(attachments.map((attachment) => [attachment.id, attachment]));
  const findings: Finding[] = [];
  for (const { seq, data } of events) {
    for (const { id, name, sha256 } of attachmentsOfEvent(data)) {
      const report = (text: string) =>
        findings.push(ticketFinding(number, seq, `第 ${seq} 条的附件「${name}」${text}`));
      if (stored.get(id)?.sha256 !== sha256) report('的登记缺失或被改动');
      const found = await hashFile(attachmentPath(folder, sha256));
      if (found === null) report('的文件缺失');
      else if (found !== sha256) report('的文件内容被改动');
    }
  }
  return findings;
}

/** The attachments that an event names. */
export function attachmentsOfEvent(
  data: Record<string, unknown>,
): { id: number; name: string; sha256: string }[] {
  return Array.isArray(data.attachments) ? data.attachments : [];
}

async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
