import type { Request } from 'express';
import { InvalidForm } from '../../errors.js';
import { type DirectoryRows, mostRows } from '../../rules/directoryRows.js';

const columns: Record<keyof DirectoryRows, readonly string[]> = {
  departments: ['name', 'parent', 'duties'],
  positions: ['department', 'name', 'headcount', 'duties', 'authority', 'requirements', 'groups'],
  persons: ['login', 'name', 'department', 'positions', 'email', 'phone'],
};

/** The rows that the preview carried along; what they say is judged again by the import. @throws {InvalidForm} when they were tampered with */
export function readPostedRows(req: Request): DirectoryRows {
  const text = (req.body as Record<string, unknown> | undefined)?.rows;
  const posted = parse(typeof text === 'string' ? text : '');
  const entries = Object.entries(columns).map(([sheet, names]) => {
    const list = (posted as Record<string, unknown>)[sheet];
    if (!Array.isArray(list) || list.length > mostRows) throw tampered();
    return [sheet, list.map((row) => readRow(row, names))];
  });
  return Object.fromEntries(entries) as DirectoryRows;
}

function readRow(row: unknown, names: readonly string[]): Record<string, unknown> {
  if (row === null || typeof row !== 'object') throw tampered();
  const cells = row as Record<string, unknown>;
  if (!Number.isInteger(cells.line)) throw tampered();
  return Object.fromEntries([
    ['line', cells.line],
    ...names.map((name) => {
      if (typeof cells[name] !== 'string') throw tampered();
      return [name, cells[name]];
    }),
  ]);
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object') return value;
  } catch {
    // Not what the preview made.
  }
  throw tampered();
}

const tampered = () => new InvalidForm([{ path: '', message: '导入内容已失效，请重新选择文件。' }]);
