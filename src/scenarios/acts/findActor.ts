import { selectOptionalActor, selectOptionalPersonByLogin } from '../../modules/people/index.js';
import type { Person } from '../../platform/actor.js';
import { ScenarioFailure } from '../errors.js';
import type { ScenarioSite } from '../sites/site.js';

/** The person with this log-in and the groups held now. @throws {ScenarioFailure} */
export async function findActor({ runtime }: ScenarioSite, login: string): Promise<Person> {
  const row = await selectOptionalPersonByLogin(runtime.db, login);
  const actor = row && (await selectOptionalActor(runtime.db, row.id));
  if (!actor) throw new ScenarioFailure(`没有登录名为 ${login} 的人员`);
  return actor;
}
