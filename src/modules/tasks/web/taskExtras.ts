import type { Person } from '../../../platform/actor.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import type { Web } from '../../../platform/web/deps.js';
import type { FormRedisplay } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { groupsToChooseFrom, type TaskRow, whyNotSign } from '../../tickets/index.js';
import { selectMembersOf } from '../read/receivers.js';
import type { TaskPage } from '../read/taskPage.js';
import { checkWithdrawal } from '../steps/checkWithdrawal.js';
import { signersOf, votesOf } from './presenters/signing.js';

/** What was typed, when the page is shown again instead of a draft or the prefilled form. */
export interface Redisplay extends FormRedisplay {
  /** Of a signer. */
  opinion?: string;
  opinionError?: string;
}

/** What a task page shows beside its form: signers, votes, whom to choose for later steps, and whether it can be taken back. */
export async function taskExtras(
  web: Web,
  person: Person,
  definition: DeployedDefinition,
  page: TaskPage,
  redisplay: Redisplay | undefined,
) {
  const { task, trace } = page;
  const now = web.runtime.clock.now();
  return {
    performers: await performersOf(web, definition, task),
    sign: whyNotSign(person, task) === null ? opinionOf(page, redisplay) : null,
    signers: signersOf(trace, task, person, now, web.config.timeZone),
    voting: votesOf(trace, task),
    mayWithdraw: await mayWithdraw(web, person, page),
  };
}

/** The later steps for which this task chooses somebody, with those who may be chosen. */
async function performersOf({ runtime }: Web, definition: DeployedDefinition, task: TaskRow) {
  const properties = definition.elements.get(task.elementId)?.properties ?? {};
  return Promise.all(
    splitCommaList(properties.choosesPerformerOf).map(async (elementId) => ({
      elementId,
      name: definition.elements.get(elementId)?.name ?? elementId,
      people: await selectMembersOf(runtime.db, groupsToChooseFrom(definition, elementId)),
    })),
  );
}

/** What a signer is asked, and what was typed already. */
function opinionOf({ task, trace }: TaskPage, redisplay: Redisplay | undefined) {
  const asked = trace.events.findLast(
    ({ type, data }) => type === 'signing.started' && data.taskId === task.parentId,
  );
  return {
    by: asked?.actorName ?? '',
    reason: String(asked?.data.reason ?? ''),
    opinion: redisplay?.opinion ?? '',
    error: redisplay?.opinionError ?? null,
  };
}

/** Whether the person submitted the task and may still take it back. */
async function mayWithdraw(
  { runtime: { db, definitions } }: Web,
  person: Person,
  { task, trace: { ticket } }: TaskPage,
): Promise<boolean> {
  if (ticket.status !== 'active' || task.completedBy !== person.id) return false;
  return (await checkWithdrawal({ tx: db, definitions }, person, ticket, task)).refusal === null;
}
