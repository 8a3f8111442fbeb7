import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { RequestHandler } from 'express';
import { InvalidForm, NotFound } from '../../errors.js';
import { holdsStorable, isStorable, storableValue } from '../../storableText.js';

/** Reads a query; what no database can keep becomes U+FFFD, so a search with it finds nothing. */
export function readQuery(text: string): ParsedUrlQuery {
  return storableValue(parse(text));
}

/** Nothing has an address with U+0000. @throws {NotFound} */
export const refuseUnstorablePath: RequestHandler = (req, _res, next) => {
  if (req.path.includes('%00')) throw new NotFound('该页面');
  next();
};

/** Refuses a body with a name, a value or the name of a file that no database can keep. @throws {InvalidForm} */
export const refuseUnstorableBody: RequestHandler = (req, _res, next) => {
  const files = Array.isArray(req.files) ? req.files : [];
  const names = files.flatMap(({ fieldname, originalname }) => [fieldname, originalname]);
  if (holdsStorable(req.body) && names.every(isStorable)) return next();
  req.log.info('a body with texts that cannot be kept was refused');
  throw new InvalidForm([
    { path: '', message: '内容中含有无法保存的特殊字符（空字符或残缺的字符），请删去后重新填写。' },
  ]);
};
