import type { Knex } from 'knex';
import type { TicketTrace } from './ticketTrace.js';

/** Active persons whom a ticket can be copied to, with their departments, in the order of department and name. */
export async function selectPeopleToCopy(
  db: Knex,
): Promise<{ id: number; name: string; department: string }[]> {
  return db('persons')
    .join('departments', 'departments.id', 'persons.departmentId')
    .where({ 'persons.active': true })
    .orderBy(['departments.name', 'persons.name', 'persons.id'])
    .select('persons.id', 'persons.name', 'departments.name as department');
}

/** The properties of the elements whose tasks wait. */
export function waitingProperties({ tasks, definition }: TicketTrace): Record<string, string>[] {
  const properties = new Map(definition.elements.map((element) => [element.id, element.properties]));
  return tasks
    .filter(({ status }) => status !== 'completed' && status !== 'cancelled')
    .map(({ elementId }) => properties.get(elementId) ?? {});
}
