import { z } from 'zod';

const longestTyped = 20_000;
const largestInteger = 2_147_483_647;
const mostChosen = 3000;
const dayWanted = '应为日期，例如 2026-11-23';
const fromTheList = '应从页面给出的选项中选择';

/**
 * A text that a person typed, as it was typed; '' when it was not sent. Without `longest` the command says how long it may be, and
 * the form is shown again.
 */
export const text = (label: string, longest = longestTyped) =>
  z
    .string({ error: '应为一段文字' })
    .max(longest, { error: `最多 ${longest} 个字` })
    .default('')
    .describe(label);

/** A text that the page itself sends, such as a key. */
export const hiddenText = (longest = 200) => z.string().max(longest);

/** The key that a page made, by which a second click is known; a body without one gets a new key. */
export const requestKey = z
  .uuid()
  .optional()
  .transform((key) => key ?? crypto.randomUUID());

/** A count that the page itself sends, such as the revision that it showed. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const idText = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, { error: fromTheList })
  .transform(Number)
  .refine((id) => id <= largestInteger, { error: fromTheList });

/** The thing that a form is about, or that must be chosen. */
export const requiredId = (label: string) => idText.describe(label);

/** The thing that was chosen; null for none. */
export const chosenId = (label: string) =>
  z
    .union([z.literal('').transform(() => null), idText], { error: fromTheList })
    .default(null)
    .describe(label);

/** The things that were ticked or picked under one name; the empty option of a select is none. */
export const chosenIds = (label: string) =>
  several(z.union([z.literal(''), idText], { error: fromTheList }), label)
    .transform((ids) => ids.filter((id) => id !== ''))
    .describe(label);

/** What was ticked under one name. */
export const several = <Item extends z.ZodType>(item: Item, label: string) =>
  z
    .preprocess(
      (sent) => (sent === undefined ? [] : [sent].flat()),
      z.array(item).max(mostChosen, { error: `最多 ${mostChosen} 项` }),
    )
    .describe(label);

/** One of those offered; required. */
export const choice = <const Choice extends string>(label: string, choices: readonly Choice[]) =>
  z.enum(choices, { error: fromTheList }).describe(label);

/** One of those offered; undefined for the empty option, or when the page did not ask. */
export const optionalChoice = <const Choice extends string>(label: string, choices: readonly Choice[]) =>
  z
    .union([z.literal('').transform(() => undefined), z.enum(choices)], { error: fromTheList })
    .optional()
    .describe(label);

/** A day that was chosen; undefined for none. */
export const optionalDay = (label: string) =>
  z
    .union([z.literal('').transform(() => undefined), z.iso.date({ error: dayWanted })], { error: dayWanted })
    .optional()
    .describe(label);

/** A box with this value: whether it was ticked, or the button with it pressed. */
export const tick = (value: string) =>
  z
    .literal(value)
    .optional()
    .transform((sent) => sent !== undefined);

/** The button that was pressed; undefined for the one without a name. */
export const button = <const Name extends string>(names: readonly Name[]) => z.enum(names).optional();

/** A form with these fields and no others. */
export const form = <Parts extends z.ZodRawShape>(parts: Parts) => z.strictObject(parts);

/** A form that has only its button. */
export const nothing = form({});

interface Group {
  names: RegExp;
  value: z.ZodType;
}

/** A form with these fields and groups of others, told by their names; each group comes as a record by name. */
export function formWith<Parts extends z.ZodRawShape, Groups extends Record<string, Group>>(
  parts: Parts,
  groups: Groups,
) {
  const records = Object.fromEntries(
    Object.entries(groups).map(([group, { value }]) => [
      group,
      z.record(z.string(), value).describe(value.description ?? ''),
    ]),
  ) as { [Name in keyof Groups]: z.ZodRecord<z.ZodString, Groups[Name]['value']> };
  const sorted = z.strictObject({ ...parts, ...records });
  return z.preprocess((body) => sortFields(body as object, parts, groups), sorted);
}

function sortFields(body: object, parts: object, groups: Record<string, Group>): Record<string, unknown> {
  const own: [string, unknown][] = [];
  const grouped = Object.keys(groups).map((group) => [group, [] as [string, unknown][]] as const);
  for (const [name, value] of Object.entries(body)) {
    const group = grouped.find(([one]) => groups[one]?.names.test(name));
    if (Object.hasOwn(parts, name) || !group)
      own.push([Object.hasOwn(groups, name) ? `${name}?` : name, value]);
    else group[1].push([name, value]);
  }
  return Object.fromEntries([
    ...own,
    ...grouped.map(([group, fields]) => [group, Object.fromEntries(fields)]),
  ]);
}

/** What a control of one of our forms sends: one value, or several under one name. */
const fieldValue = z.union([z.string(), z.array(z.string())], { error: '应为文字' });

/** The fields of a form that is read by its own schema; what belongs to the page begins with `_`. */
export const formFields = { names: /^[^_]/, value: fieldValue };
