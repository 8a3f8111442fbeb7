import type { DeployedDefinition } from '../commands/definitionCache.js';
import { starterGroupsOf } from '../commands/startTicket.js';
import { latestDefinitionIds } from '../queries/latestDefinitionIds.js';
import type { Person } from '../rules/actor.js';
import { isPermitted, permissions } from '../rules/permissions.js';
import { whyNotStart } from '../rules/starting.js';
import type { Web } from './deps.js';

/** The newest versions of the processes that the person may start, in the order of their keys. */
export async function startableProcesses(web: Web, person: Person): Promise<DeployedDefinition[]> {
  if (!isPermitted(permissions.work, person)) return [];
  const { db, definitions } = web.runtime;
  const ids = await latestDefinitionIds(db);
  const loaded = await Promise.all(ids.map((id) => definitions.load(db, id)));
  return loaded
    .filter((definition) => whyNotStart(person, starterGroupsOf(definition)) === null)
    .sort((one, other) => (one.row.key < other.row.key ? -1 : 1));
}
