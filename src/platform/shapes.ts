import { z } from 'zod';

/** One thing that is wrong with a value: where, and why in Chinese. */
export interface ShapeProblem {
  path: readonly (string | number)[];
  /** A name that is missing, or not known, at its owner; else something about the value itself. */
  kind: 'missing' | 'unknown' | 'wrong';
  message: string;
}

export type ShapeResult<Value> =
  | { value: Value; problems: readonly [] }
  | { value: null; problems: readonly ShapeProblem[] };

/** Checks a value that came from outside; nothing of it is trusted before. */
export function readShape<Value>(shape: z.ZodType<Value>, value: unknown): ShapeResult<Value> {
  const { data, error } = shape.safeParse(value);
  if (!error) return { value: data, problems: [] };
  return { value: null, problems: error.issues.flatMap((issue) => problemsOf(issue, value)) };
}

function problemsOf(issue: z.core.$ZodIssue, whole: unknown): ShapeProblem[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      kind: 'unknown',
      message: `不认识 ${key}，可用：${issue.message}`,
    }));
  }
  const owner = path.slice(0, -1);
  const name = path.at(-1);
  if (typeof name === 'string' && valueAt(whole, path) === undefined)
    return [{ path: owner, kind: 'missing', message: `缺少 ${name}` }];
  return [{ path, kind: 'wrong', message: issue.message }];
}

function valueAt(whole: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part as never] : undefined),
    whole,
  );
}

/** Words for people: no control characters, bounded; views escape them. */
export const text = (longest: number, { empty = false } = {}) =>
  z.string({ error: '应为加引号的文字' }).superRefine((value, context) => {
    if (!empty && value.trim() === '') context.addIssue('不能为空');
    else if (value.length > longest) context.addIssue(`最多 ${longest} 个字`);
    else if (/\p{Cc}/u.test(value)) context.addIssue('不能含换行等控制字符');
  });

export const integer = (least: number, most: number) => {
  const error = `应为 ${least} 到 ${most} 的整数`;
  return z
    .number({ error })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, { error });
};

export const flag = z.boolean({ error: '应为 true 或 false' });

export const oneOf = <const Choice extends string>(choices: readonly Choice[]) =>
  z.enum(choices, { error: `应为 ${choices.join('、')} 之一` });

export const pattern = (expression: RegExp, what: string) =>
  z.string({ error: `应为${what}` }).regex(expression, { error: `应为${what}` });

export const list = <Item extends z.ZodType>(item: Item, least: number, most: number) => {
  const error = `应有 ${least} 到 ${most} 项`;
  return z.array(item, { error: '应为列表 [ … ]' }).min(least, { error }).max(most, { error });
};

/** An object with these names and no others; `.optional()` may be missing. */
export const object = <Parts extends z.ZodRawShape>(parts: Parts) =>
  z.strictObject(parts, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(parts).join('、') : '应为 { … }'),
  });

interface OtherwiseOptions {
  /** What an object with none of the names must be; when absent there must be one. */
  none?: z.ZodType;
  /** What to say of one with several names, or with none. */
  refusal?: (names: readonly string[]) => string;
}

/** An object of the kind whose name it has. */
export const exactlyOneOf = <Shapes extends Record<string, z.ZodType>>(
  shapes: Shapes,
  otherwise: OtherwiseOptions = {},
) =>
  z.unknown().transform((value, context): z.output<Shapes[keyof Shapes]> => {
    const names = Object.keys(shapes);
    const own = isObject(value) ? names.filter((name) => Object.hasOwn(value, name)) : [];
    const shape = own.length === 1 ? shapes[own[0] as string] : own.length === 0 ? otherwise.none : undefined;
    if (!shape) {
      context.addIssue(otherwise.refusal?.(own) ?? `应有且只有一个：${names.join('、')}`);
      return z.NEVER;
    }
    const { data, error } = shape.safeParse(value);
    for (const issue of error?.issues ?? []) context.issues.push({ ...issue, input: value } as never);
    return data as z.output<Shapes[keyof Shapes]>;
  });

function isObject(value: unknown): value is Record<string | number, unknown> {
  return value !== null && typeof value === 'object';
}
