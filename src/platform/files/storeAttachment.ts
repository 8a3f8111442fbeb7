import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Actor } from '../actor.js';
import { InvalidUpload } from '../errors.js';
import { type CommandContext, type Runtime, runCommand } from '../runCommand.js';
import { type AttachmentRow, insertAttachment, type StoredFile } from './attachments.js';
import { isDamaged } from './isDamaged.js';
import { mediaTypeOf } from './mediaTypeOf.js';
import { allowedTypes, safeFileName } from './safeFileName.js';

/** Largest upload in bytes. */
const maxAttachmentBytes = 20 * 1024 * 1024;

/** A temporary file and its original name. */
export interface Upload {
  temporaryPath: string;
  originalName: string;
  size: number;
}

/** A checked upload whose content lies in the attachment folder but that has no row yet. */
export type KeptUpload = Pick<AttachmentRow, 'name' | 'mediaType' | 'size' | 'sha256'>;

/**
 * Checks an uploaded file by its content and keeps it in the attachment folder under its SHA-256, so that a row that is
 * written afterwards never points to nothing. The temporary file is removed in any case.
 * @throws {InvalidUpload} for a type that is not allowed, an empty, a damaged or a too large file
 */
export async function keepUpload(folder: string, upload: Upload): Promise<KeptUpload> {
  try {
    if (upload.size === 0) throw new InvalidUpload('文件是空的，请重新选择。');
    if (upload.size > maxAttachmentBytes) throw new InvalidUpload('文件超过 20 MB，请压缩后再上传。');
    const mediaType = await mediaTypeOf(upload.temporaryPath);
    if (!mediaType || !allowedTypes.includes(mediaType)) {
      throw new InvalidUpload(
        '不支持该文件类型，或文件已损坏。可上传 JPG、PNG、WebP、PDF、Word、Excel 或 MP4 文件。',
      );
    }
    if (await isDamaged(upload.temporaryPath, mediaType))
      throw new InvalidUpload('文件不完整或已损坏，请重新导出或拍摄后再上传。');
    const sha256 = await keepFile(folder, upload.temporaryPath);
    return { name: safeFileName(upload.originalName, mediaType), mediaType, size: upload.size, sha256 };
  } finally {
    await rm(upload.temporaryPath, { force: true });
  }
}

/** Writes the row of a kept upload in the command's transaction; it belongs to no ticket until its form is submitted. */
export async function recordUpload(
  { tx, actor, now }: CommandContext,
  kept: KeptUpload,
): Promise<StoredFile> {
  const by = { uploadedBy: actor.id as number, uploadedAt: now.toISOString() };
  const id = await insertAttachment(tx, { ticketId: null, ...kept, ...by });
  const { name, size, sha256 } = kept;
  return { id, name, size, sha256 };
}

/** Stores and records a single upload, as the page does before the form is sent. @throws {InvalidUpload} */
export async function storeAttachment(
  runtime: Runtime,
  actor: Actor,
  folder: string,
  upload: Upload,
): Promise<StoredFile> {
  return runCommand(runtime, actor, recordUpload, await keepUpload(folder, upload));
}

/** Where the content with this hash lies. */
export function attachmentPath(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

/** Moves a file into the folder under its SHA-256, safe on disk; returns the hash. */
export async function keepFile(folder: string, temporaryPath: string): Promise<string> {
  const hash = createHash('sha256');
  const partial = join(folder, `${randomUUID()}.partial`);
  await mkdir(folder, { recursive: true });
  await pipeline(
    createReadStream(temporaryPath),
    async function* (source) {
      for await (const chunk of source) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(partial),
  );
  const file = await open(partial, 'r+');
  await file.sync();
  await file.close();
  const sha256 = hash.digest('hex');
  const target = attachmentPath(folder, sha256);
  await mkdir(dirname(target), { recursive: true });
  await rename(partial, target);
  return sha256;
}
