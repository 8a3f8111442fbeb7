import { triggersOf } from '../../../bpmn/triggers.js';
import type { Person } from '../../../platform/actor.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import type { Web } from '../../../platform/web/deps.js';
import { type DeployedDefinition, selectLatestDefinitionIds } from '../../processes/index.js';
import { starterGroupsOf } from '../commands/startTicket.js';
import { whyNotStart } from '../model/starting.js';

/** The newest versions of the processes that the person may start, in the order of their keys; not those that only events start. */
export async function startableProcesses(web: Web, person: Person): Promise<DeployedDefinition[]> {
  if (!isPermitted(permissions.work, person)) return [];
  const { db, definitions } = web.runtime;
  const ids = await selectLatestDefinitionIds(db);
  const loaded = await Promise.all(ids.map((id) => definitions.load(db, id)));
  return loaded
    .filter((definition) => whyNotStart(person, starterGroupsOf(definition)) === null)
    .filter(({ row, engine }) => row.startFormKey !== null || triggersOf(engine).length === 0)
    .sort((one, other) => (one.row.key < other.row.key ? -1 : 1));
}
