import type { Request } from 'express';
import type { Person } from '../actor.js';
import { NotAllowed } from '../errors.js';

/** The logged-in person of a route that asks for one. @throws {NotAllowed} when the route table forgot to */
export function personOf(req: Request): Person {
  if (!req.person) throw new NotAllowed('请先登录。');
  return req.person;
}
