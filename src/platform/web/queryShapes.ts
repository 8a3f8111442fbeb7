import type { Request } from 'express';
import { z } from 'zod';
import { NotFound } from '../errors.js';

const largestId = 2_147_483_647;

/**
 * Declares what the address of a page may ask for, and reads it. A value of another shape, or one that is given twice, counts as
 * not given, so that an old bookmark still opens the page, unless it names what the page is about. Other names are not read.
 */
export function query<Parts extends z.ZodRawShape>(parts: Parts) {
  const shape = z.object(parts);
  return (req: Pick<Request, 'query'>) => shape.parse(req.query);
}

/** Everything that the address asks for, for a link to the same page in another form. */
export function wholeQuery(req: Request): Record<string, string> {
  const values = Object.entries(req.query);
  return Object.fromEntries(
    values.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** What the page is about: another value names nothing. @throws {NotFound} when it is read */
const named = <Shape extends z.ZodType>(shape: Shape, what: string) =>
  shape.optional().catch(() => {
    throw new NotFound(what);
  });

const ifGiven = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

/** A text of at most this length; '' counts as not given. */
export const askedText = (longest = 100) => ifGiven(z.string().min(1).max(longest));

/** One of those offered. */
export const askedChoice = <const Choice extends string>(choices: readonly Choice[]) =>
  ifGiven(z.enum(choices));

const countText = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);

const idText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((id) => id <= largestId);

/** The id of a thing, or a page's first or last one. */
export const askedId = ifGiven(idText);

/** The id of a thing, or a word in its place. */
export const askedIdOr = <const Word extends string>(word: Word) =>
  ifGiven(z.union([z.literal(word), idText]));

/** A count from 0, such as a page. */
export const askedCount = ifGiven(countText);

/** The id of what the page is about. @throws {NotFound} for what is no id */
export const namedId = (what: string) => named(idText, what);

/** The number of the version that the page is about; '' for the usual one. @throws {NotFound} for what is no number */
export const namedVersion = (what: string) =>
  named(z.union([z.literal('').transform(() => undefined), countText]), what);

/** A day of this century. */
export const askedDay = ifGiven(z.iso.date().startsWith('20'));

/** Where a list goes on, as our pagers write it: moment and id, behind a flag where late ones come first. */
export const askedCursor = ifGiven(z.string().regex(/^(?:[01]\|)?\d{4}[0-9T:.Z-]{0,20}\|[1-9]\d{0,8}$/));
