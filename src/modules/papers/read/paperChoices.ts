import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type { Person } from '../../../platform/actor.js';
import { selectContractsEnding } from '../../customers/index.js';
import { type PersonName, selectMembers } from '../../people/index.js';
import { mayReadAllHours } from '../model/paperPermissions.js';

const workingGroups = ['service-engineer', 'repair-engineer', 'project-manager'];
const daysAhead = 60;

/** Contracts that end soon and need a renewal notice (R11). */
export function selectEndingContracts(db: Knex, today: string) {
  const until = DateTime.fromISO(today).plus({ days: daysAhead }).toISODate() as string;
  return selectContractsEnding(db, today, until);
}

/** People whose daily report the person may print: only the person, or everybody who records hours (R10). */
export async function selectReportingPeople(db: Knex, person: Person): Promise<PersonName[]> {
  const members = Object.values(await selectMembers(db, workingGroups)).flat();
  const people = [...new Map(members.map((member) => [member.id, member])).values()];
  return mayReadAllHours(person) ? people : people.filter(({ id }) => id === person.id);
}
