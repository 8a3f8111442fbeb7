import type { Knex } from 'knex';
import { countOpenIncidents } from '../jobs/store/incidents.js';
import { selectPositionNames } from '../modules/people/index.js';
import { countStoppedForOwner } from '../modules/processes/index.js';
import { countInbox } from '../modules/tasks/index.js';
import type { Person } from '../platform/actor.js';

export interface NavigationCounts {
  /** Tasks that the person has or could claim. */
  tasks: number;
  mine: number;
  available: number;
  /** Incidents that wait for a decision; counted for administrators only. */
  incidents: number;
  /** Stopped tickets of the processes that the person looks after; counted for process owners only. */
  stopped: number;
  positions: string[];
}

/** The few figures that every page shows. */
export async function navigationCounts(db: Knex, person: Person): Promise<NavigationCounts> {
  const { mine, available } = await countInbox(db, person);
  const incidents = person.groups.includes('admin') ? await countOpenIncidents(db) : 0;
  const stopped = person.groups.includes('process-owner') ? await countStoppedForOwner(db, person) : 0;
  const positions = await selectPositionNames(db, person.id);
  return { tasks: mine + available, mine, available, incidents, stopped, positions };
}
