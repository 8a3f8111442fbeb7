import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm } from '../errors.js';
import type { Receiver, Web } from './deps.js';

const otherPage = '提交的内容与本页面不符，没有保存。请重新打开页面后再试。';

/**
 * Declares the shape of the bodies that a handler takes; it gets the values as the shape makes them. A body of any other shape is
 * refused before the handler runs: a page that names what is wrong (422) with what was typed, and a line in the log.
 */
export function receives<Body>(
  body: z.ZodType<Body>,
  handle: (web: Web, req: Request, res: Response, body: Body) => Promise<void> | void,
): Receiver {
  const labels = labelsOf(body);
  const receive = (web: Web, req: Request, res: Response) => {
    res.locals.fieldLabels = labels;
    return handle(web, req, res, readBody(body, req, labels));
  };
  return Object.assign(receive, { body });
}

/** @throws {InvalidForm} for another shape @throws 415 for a body that nobody reads */
function readBody<Body>(shape: z.ZodType<Body>, req: Request, labels: Record<string, string>): Body {
  if (req.body === undefined && hasBody(req))
    throw Object.assign(new Error('a body of a type that nobody reads'), { status: 415 });
  const { data, error } = shape.safeParse(fieldsOf(req));
  if (!error) return data;
  const problems = error.issues.map(({ code, path }) => ({ code, path: path.join('.') }));
  req.log.info({ problems: problems.slice(0, 20) }, 'a body of another shape was refused');
  throw new InvalidForm(problemsOf(error, labels));
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** What was sent, without the token that proves where it comes from; a list is no form. */
function fieldsOf(req: Request): unknown {
  const body: unknown = req.body ?? {};
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { _csrf: _, ...fields } = body as Record<string, unknown>;
  return fields;
}

/** One message for each field that a person knows; all others are the page's own and say the same. */
function problemsOf({ issues }: z.ZodError, labels: Record<string, string>): FieldError[] {
  const found = new Map<string, FieldError>();
  for (const { path, message } of issues) {
    const name = String(path[0] ?? '');
    const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
    const key = label === undefined ? '' : name;
    if (!found.has(key))
      found.set(key, { path: key, message: label === undefined ? otherPage : `「${label}」${message}` });
  }
  return [...found.values()];
}

/** The words that the shape has for its fields. */
function labelsOf(shape: z.ZodType): Record<string, string> {
  const parts = (shape as { shape?: Record<string, z.ZodType> }).shape ?? shapeWithin(shape);
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, { description }]) => (description ? [[name, description]] : [])),
  );
}

/** The fields behind a shape that sorts them first (`formWith`). */
function shapeWithin(shape: z.ZodType): Record<string, z.ZodType> {
  const { out } = shape._zod.def as { out?: { shape?: Record<string, z.ZodType> } };
  return out?.shape ?? {};
}
