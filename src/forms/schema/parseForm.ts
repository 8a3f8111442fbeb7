import { InvalidFormDefinition } from '../../platform/errors.js';
import { holdsStorable } from '../../platform/storableText.js';
import { checkSchema } from './checkSchema.js';
import { compileSchema } from './compileSchema.js';
import { FieldProblem } from './fieldProblem.js';
import { formOf } from './readCheckedForm.js';
import { resolveRefs } from './resolveRefs.js';
import type { Form, FormSchema } from './types.js';

export const maxFormBytes = 256 * 1024;
const schemaDialect = 'https://json-schema.org/draft/2020-12/schema';
const formFileName = /^([a-z][a-z0-9-]{0,63})\.schema\.json$/;

/**
 * Reads one form file; its key is the file name without `.schema.json`. The file is treated as hostile.
 * Throws InvalidFormDefinition with the first reason found.
 */
export function parseForm(path: string, text: string): Form {
  try {
    const schema = resolveRefs(parseSchema(text)) as FormSchema;
    checkSchema(schema);
    compileSchema(schema);
    return formOf(keyOf(path), schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidFormDefinition(path, reason, error instanceof FieldProblem ? error.path : null);
  }
}

function keyOf(path: string): string {
  const key = formFileName.exec(path.split(/[\\/]/).at(-1) ?? '')?.[1];
  if (key === undefined) throw new Error('文件名应为 名称.schema.json，名称只用小写字母、数字和连字符');
  return key;
}

function parseSchema(text: string): Record<string, unknown> {
  if (Buffer.byteLength(text) > maxFormBytes) throw new Error(`文件超过 ${maxFormBytes / 1024} KB`);
  const value: unknown = parseJson(text);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('内容不是 JSON 对象');
  if (!holdsStorable(value)) throw new Error('含有无法保存的特殊字符（空字符或残缺的字符）');
  const schema = value as Record<string, unknown>;
  if (schema.$schema !== undefined && schema.$schema !== schemaDialect)
    throw new Error(`$schema 必须是 ${schemaDialect}`);
  return schema;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`不是有效的 JSON（${(error as Error).message}）`);
  }
}
