import { rm } from 'node:fs/promises';
import express, { type RequestHandler } from 'express';
import multer, { MulterError } from 'multer';

const oneMegabyte = 1024 * 1024;
const maxFields = 3000;

/** Form bodies and JSON up to 1 MB. */
export const formBody = express.urlencoded({
  extended: false,
  limit: oneMegabyte,
  parameterLimit: maxFields,
});
const shortJson = express.json({ limit: 64 * 1024 });
/** A diagram of 2 MB as a JSON text. */
const diagramJson = express.json({ limit: 4 * oneMegabyte });

/** JSON of our scripts is short, except for the diagrams that the designer sends. */
export const jsonBody: RequestHandler = (req, res, next) =>
  req.person && req.path.startsWith('/drafts/') ? diagramJson(req, res, next) : shortJson(req, res, next);

/** No body that any page sends comes near this: what says it is longer is answered without being waited for. */
const absurdBytes = 512 * oneMegabyte;

export const refuseAbsurdLength: RequestHandler = (req, res, next) => {
  if (Number(req.headers['content-length'] ?? 0) <= absurdBytes) return next();
  res.setHeader('Connection', 'close');
  next(Object.assign(new Error('the declared body is absurdly long'), { status: 413 }));
};

export const uploadLimits = {
  fileSize: 20 * oneMegabyte,
  files: 20,
  fields: maxFields,
  fieldSize: oneMegabyte,
  fieldNameSize: 200,
  parts: maxFields + 20,
};

/**
 * Reads multipart bodies of logged-in people; files wait in `folder` until a handler takes them, and what
 * nobody took is removed when the answer is out. Anybody else's multipart body is left unread.
 */
export function multipartBody(folder: string): RequestHandler {
  const parse = multer({ dest: folder, limits: uploadLimits, defParamCharset: 'utf8' }).any();
  return (req, res, next) => {
    if (!req.person || !req.is('multipart/form-data')) return next();
    res.on('close', () => void removeLeftFiles(req.files));
    parse(req, res, (error: unknown) => next(error && asBadRequest(error)));
  };
}

/** What the parser can't read (no boundary, a cut-off part) is the sender's fault; its own limits have their own errors. */
function asBadRequest(error: unknown): unknown {
  const foreseen = error instanceof MulterError || (error as NodeJS.ErrnoException).code !== undefined;
  return foreseen ? error : Object.assign(error as Error, { status: 400 });
}

async function removeLeftFiles(files: Express.Request['files']): Promise<void> {
  const list = Array.isArray(files) ? files : Object.values(files ?? {}).flat();
  await Promise.all(list.map((file) => rm(file.path, { force: true })));
}
