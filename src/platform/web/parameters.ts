import type { Request } from 'express';
import { NotFound } from '../errors.js';

const maxId = 2_147_483_647;

/** The whole number in the path, as ids are. @throws {NotFound} for anything else: there is no such thing */
export function idParameter(req: Request, what: string, name = 'id'): number {
  const text = String(req.params[name]);
  const id = Number(text);
  if (!/^[1-9]\d{0,9}$/.test(text) || id > maxId) throw new NotFound(what);
  return id;
}

const maxNumberLength = 40;

/** The ticket number in the path. @throws {NotFound} for what is too long to be one */
export function ticketNumberParameter(req: Request): string {
  const number = String(req.params.number);
  if (number.length > maxNumberLength) throw new NotFound('工单');
  return number;
}

/** A query value of at most 100 characters; undefined when absent or not one plain text. */
export function queryText(req: Request, name: string): string | undefined {
  const value = req.query[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 100 ? value : undefined;
}

/** The query value when it is one of those offered. */
export function queryChoice<Choice extends string>(
  req: Request,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === queryText(req, name));
}

/** An id in the query, as the pagers of lists in the order of entry give it. */
export function queryId(req: Request, name: string): number | undefined {
  const text = queryText(req, name);
  const id = Number(text);
  return text && /^[1-9]\d{0,9}$/.test(text) && id <= maxId ? id : undefined;
}

/** The cursor of a list's next page; undefined unless it has the shape that our pagers make. */
export function cursorParameter(req: Request): string | undefined {
  const text = queryText(req, 'after');
  return text && /^(?:[01]\|)?\d{4}[0-9T:.Z-]{0,20}\|[1-9]\d{0,8}$/.test(text) ? text : undefined;
}
