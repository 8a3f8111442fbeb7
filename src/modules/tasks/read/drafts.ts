import type { Knex } from 'knex';
import type { Person } from '../../../platform/actor.js';
import { selectOptionalLatestDefinition } from '../../processes/index.js';
import { maySeeTask, readStartKey, selectFormDrafts, selectTask } from '../../tickets/index.js';
import { selectInboxTasks } from './inbox.js';

/** What a person has typed and not sent: into the form of a task, or into a start form. */
export interface DraftItem {
  scope: string;
  savedAt: string;
  /** Null for a start form. */
  task: { id: number; name: string; ticketNumber: string; ticketTitle: string } | null;
  processKey: string | null;
  /** The start event, when it is not the first. */
  startId: string | null;
  processName: string;
}

/** The person's drafts, the last saved first; few, since a task or a start form has one. */
export async function selectDraftItems(db: Knex, person: Person): Promise<DraftItem[]> {
  const drafts = await selectFormDrafts(db, person.id);
  const items = [];
  for (const { scope, savedAt } of drafts) {
    const [kind, key = ''] = scope.split(/:(.*)/s);
    const item = kind === 'task' ? await ofTask(db, person, Number(key)) : await ofProcess(db, key);
    if (item) items.push({ scope, savedAt, ...item });
  }
  return items;
}

/** A task that the person can no longer open is left out; its draft stays for who gets it back. */
async function ofTask(db: Knex, person: Person, id: number) {
  if (!maySeeTask(person, await selectTask(db, id))) return null;
  const [task] = await selectInboxTasks(db, [id]);
  return task && { task, processKey: null, startId: null, processName: task.processName };
}

async function ofProcess(db: Knex, key: string) {
  const { processKey, startId } = readStartKey(key);
  const definition = await selectOptionalLatestDefinition(db, processKey);
  return definition ? { task: null, processKey, startId, processName: definition.name } : null;
}
