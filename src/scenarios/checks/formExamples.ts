import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { object, readShape } from '../../platform/shapes.js';
import { InvalidScenarios } from '../errors.js';
import type { FormExample, FormExamples } from '../types.js';

const data = z.record(z.string(), z.unknown());
const examples: z.ZodType<FormExample[]> = z
  .array(object({ case: z.string(), data, computed: data.optional() }))
  .min(1);

/** Reads the filled-in forms of a folder by form key. @throws {InvalidScenarios} naming the file */
export async function loadFormExamples(folder: string): Promise<FormExamples> {
  const names = existsSync(folder) ? (await readdir(folder)).filter((name) => name.endsWith('.json')) : [];
  const entries = names.sort().map(async (name) => {
    const text = await readFile(join(folder, name), 'utf8');
    return [name.slice(0, -'.json'.length), parseExamples(name, text)] as const;
  });
  return new Map(await Promise.all(entries));
}

/** The filled-in forms of one file. @throws {InvalidScenarios} */
export function parseExamples(name: string, text: string): FormExample[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new InvalidScenarios(name, [`不是正确的 JSON：${(error as Error).message}`]);
  }
  const { value } = readShape(examples, list);
  if (value) return value;
  throw new InvalidScenarios(name, ['应为样例的列表，每个样例有 case 和 data']);
}
