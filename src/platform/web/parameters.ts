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

/** The task that the page is about; the page of a refusal leads back to it. @throws {NotFound} */
export const taskParameter = (req: Request): number => idParameter(req, '任务', 'taskId');

const maxNumberLength = 40;

/** The ticket number in the path. @throws {NotFound} for what is too long to be one */
export function ticketNumberParameter(req: Request): string {
  const number = String(req.params.number);
  if (number.length > maxNumberLength) throw new NotFound('工单');
  return number;
}

/** The key in the path: of a process, a form, a paper or a topic. @throws {NotFound} for what no key can be */
export function keyParameter(req: Request, what: string, name = 'key'): string {
  const key = String(req.params[name]);
  if (!/^[\p{L}\p{N}_.-]{1,100}$/u.test(key)) throw new NotFound(what);
  return key;
}

/** Whether the address of this route has such a part. */
export const hasParameter = (req: Request, name: string): boolean => req.params[name] !== undefined;
