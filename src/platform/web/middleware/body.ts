import express, { type RequestHandler } from 'express';
import { paths } from '../../paths.js';

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
  req.person && req.path.startsWith(`${paths.drafts()}/`)
    ? diagramJson(req, res, next)
    : shortJson(req, res, next);

/** No page sends a body of this size, so the request is refused before its body arrives. */
const maxDeclaredBytes = 512 * oneMegabyte;

export const refuseHugeBody: RequestHandler = (req, res, next) => {
  if (Number(req.headers['content-length'] ?? 0) <= maxDeclaredBytes) return next();
  res.setHeader('Connection', 'close');
  next(Object.assign(new Error('the declared body is absurdly long'), { status: 413 }));
};
