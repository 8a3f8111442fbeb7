import { isDeepStrictEqual } from 'node:util';
import type { Directory } from './directory.js';

export type DirectoryKind = 'department' | 'position' | 'person';
export type DirectoryAction = 'created' | 'changed' | 'closed' | 'reopened' | 'passwordReset';
type Facts = Record<string, unknown>;

/** The change of one department, position or person; `before` and `after` have no ids and revisions. */
export interface DirectoryChange {
  kind: DirectoryKind;
  subjectId: number;
  subjectName: string;
  action: DirectoryAction;
  before: Facts | null;
  after: Facts | null;
}

type Listed = { id: number; revision: number; name: string; active: boolean };

const lists = (directory: Directory): [DirectoryKind, readonly Listed[]][] => [
  ['department', directory.departments],
  ['position', directory.positions],
  ['person', directory.persons],
];

/**
 * The differences between the directory before and after a command, in the order of its lists. Nothing is ever deleted from
 * it.
 */
export function directoryChanges(before: Directory, after: Directory): DirectoryChange[] {
  const earlier = new Map(lists(before));
  return lists(after).flatMap(([kind, rows]) => {
    const known = new Map((earlier.get(kind) ?? []).map((row) => [row.id, row]));
    return rows.flatMap((row) => changeOf(kind, known.get(row.id), row));
  });
}

function changeOf(kind: DirectoryKind, before: Listed | undefined, after: Listed): DirectoryChange[] {
  const [from, to] = [before ? factsOf(before) : null, factsOf(after)];
  if (isDeepStrictEqual(from, to)) return [];
  const about = { kind, subjectId: after.id, subjectName: after.name, before: from, after: to };
  return [{ ...about, action: actionOf(before, after) }];
}

function actionOf(before: Listed | undefined, after: Listed): DirectoryAction {
  if (!before) return 'created';
  if (before.active === after.active) return 'changed';
  return after.active ? 'reopened' : 'closed';
}

function factsOf({ id: _, revision: __, ...facts }: Listed): Facts {
  return facts;
}

/** The directory before the changes, which come newest first. */
export function undoChanges(present: Directory, changes: readonly DirectoryChange[]): Directory {
  const tables = new Map(
    lists(present).map(([kind, rows]) => [kind, new Map(rows.map((row) => [row.id, row]))]),
  );
  for (const { kind, subjectId, action, before } of changes) {
    if (action === 'passwordReset') continue;
    if (before === null) tables.get(kind)?.delete(subjectId);
    else tables.get(kind)?.set(subjectId, { id: subjectId, revision: 0, ...before } as unknown as Listed);
  }
  const listed = (kind: DirectoryKind) => [...(tables.get(kind)?.values() ?? [])];
  return {
    departments: listed('department') as Directory['departments'][number][],
    positions: listed('position') as Directory['positions'][number][],
    persons: listed('person') as Directory['persons'][number][],
  };
}
