import type { Path } from '../../../forms/schema/readJson.js';

export type Report = (path: Path, message: string) => void;

/** Looks at one value and reports what is wrong with it; true when nothing is. */
export type Shape = (value: unknown, path: Path, report: Report) => boolean;

/** Words for people: no control characters, bounded; views escape them. */
export const text =
  (longest: number, { empty = false } = {}): Shape =>
  (value, path, report) => {
    if (typeof value !== 'string') return refuse(report, path, '应为加引号的文字');
    if (!empty && value.trim() === '') return refuse(report, path, '不能为空');
    if (value.length > longest) return refuse(report, path, `最多 ${longest} 个字`);
    return /\p{Cc}/u.test(value) ? refuse(report, path, '不能含换行等控制字符') : true;
  };

export const whole =
  (least: number, most: number): Shape =>
  (value, path, report) =>
    (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) ||
    refuse(report, path, `应为 ${least} 到 ${most} 的整数`);

export const flag: Shape = (value, path, report) =>
  typeof value === 'boolean' || refuse(report, path, '应为 true 或 false');

export const oneOf =
  (choices: readonly string[]): Shape =>
  (value, path, report) =>
    choices.includes(value as string) || refuse(report, path, `应为 ${choices.join('、')} 之一`);

export const pattern =
  (expression: RegExp, what: string): Shape =>
  (value, path, report) =>
    (typeof value === 'string' && expression.test(value)) || refuse(report, path, `应为${what}`);

export const list =
  (item: Shape, least: number, most: number): Shape =>
  (value, path, report) => {
    if (!Array.isArray(value)) return refuse(report, path, '应为列表 [ … ]');
    if (value.length < least || value.length > most) {
      return refuse(report, path, `应有 ${least} 到 ${most} 项`);
    }
    return value.map((one, index) => item(one, [...path, index], report)).every(Boolean);
  };

/** An object with these names and no others. */
export const object =
  (required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape =>
  (value, path, report) => {
    if (!isObject(value)) return refuse(report, path, '应为 { … }');
    const known = { ...required, ...optional };
    const missing = Object.keys(required)
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => refuse(report, path, `缺少 ${name}`));
    const right = Object.entries(value).map(([name, part]) =>
      Object.hasOwn(known, name)
        ? (known[name] as Shape)(part, [...path, name], report)
        : refuse(report, [...path, name], `不认识 ${name}，可用：${Object.keys(known).join('、')}`),
    );
    return [...missing, ...right].every(Boolean);
  };

/** An object of the kind whose name it has. */
export const kinds =
  (shapes: Record<string, Shape>): Shape =>
  (value, path, report) => {
    const names = Object.keys(shapes);
    const own = isObject(value) ? names.filter((name) => Object.hasOwn(value, name)) : [];
    if (own.length === 1) return (shapes[own[0] as string] as Shape)(value, path, report);
    return refuse(report, path, `应有且只有一个：${names.join('、')}`);
  };

function refuse(report: Report, path: Path, message: string): false {
  report(path, message);
  return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
