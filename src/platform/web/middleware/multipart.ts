import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { removeOld } from '../../files/removeOld.js';
import { describeError } from '../../process/describeError.js';

const oneMegabyte = 1024 * 1024;
const maxFields = 3000;

const uploadLimits = {
  fileSize: 20 * oneMegabyte,
  files: 20,
  fields: maxFields,
  fieldSize: oneMegabyte,
  fieldNameSize: 200,
  parts: maxFields + 20,
};

/** No upload takes this long: an older folder was left by a process that died. */
const abandonedAfterMs = 60 * 60 * 1000;

/**
 * Reads multipart bodies of logged-in people. The files of a request wait in a folder of its own below `incoming` until a handler
 * takes them; the folder goes when the answer is out or the sender is gone. Anybody else's multipart body is left unread.
 */
export function multipartBody(incoming: string): RequestHandler {
  return (req, res, next) => {
    if (!req.person || !req.is('multipart/form-data')) return next();
    if (res.destroyed) return next(asBadRequest(new Error('the sender has left')));
    const folder = join(incoming, randomUUID());
    res.once('close', () => void removeUploads(req, folder));
    const parse = multer({ dest: folder, limits: uploadLimits, defParamCharset: 'utf8' }).any();
    parse(req, res, (error: unknown) => next(error && asBadRequest(error)));
  };
}

/** Removes what a process that died left in `incoming`. */
export async function removeOldUploads(incoming: string, now: Date): Promise<void> {
  await removeOld(incoming, new Date(now.getTime() - abandonedAfterMs));
}

/** An unreadable body (no boundary, a cut-off part) is the client's fault; size limits have their own errors. */
function asBadRequest(error: unknown): unknown {
  const foreseen = error instanceof MulterError || (error as NodeJS.ErrnoException).code !== undefined;
  return foreseen ? error : Object.assign(error as Error, { status: 400 });
}

/** Retries for 11 s, because the parser can open a file while the folder is being removed. */
async function removeUploads(req: Request, folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  } catch (error) {
    req.log.error({ error: describeError(error) }, 'uploaded files were not removed');
  }
}
