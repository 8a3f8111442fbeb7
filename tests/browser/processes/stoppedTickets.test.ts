import { expect, test } from 'vitest';
import { selectOptionalActor } from '../../../src/modules/people/store/persons.js';
import { replaceProcessOwners } from '../../../src/modules/processes/store/processOwners.js';
import { claimTask } from '../../../src/modules/tasks/commands/claimTask.js';
import { completeTask } from '../../../src/modules/tasks/commands/completeTask.js';
import { startTicket } from '../../../src/modules/tickets/commands/startTicket.js';
import { selectOpenTasks, selectTask } from '../../../src/modules/tickets/store/tasks.js';
import { EngineError } from '../../../src/platform/errors.js';
import { runCommand } from '../../../src/platform/runCommand.js';
import { deployStopping } from '../../modules/tickets/commands/support/stoppingProcess.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { personId } from '../../support/company/remoteServiceTicket.js';

const scene = useBrowserScene();

test('the owner reads where a ticket stopped, at which expression, with what it saw and what helps', async () => {
  const { runtime } = scene.app;
  const { db } = scene.database;
  await deployStopping(runtime, 'nowhere');
  await replaceProcessOwners(db, 'stopping-nowhere', [await personId(db, 'owner')]);
  const clerk = (await selectOptionalActor(db, await personId(db, 'clerk')))!;
  const start = { processKey: 'stopping-nowhere', data: {}, requestKey: 'stop' };
  const { number } = await runCommand(runtime, clerk, startTicket, start);
  const { id } = await db('tickets').where({ number }).first('id');
  const [open] = await selectOpenTasks(db, id);
  await runCommand(runtime, clerk, claimTask, { taskId: open!.id });
  const { id: taskId, revision } = await selectTask(db, open!.id);
  const filled = { taskId, data: { way: 'a', amount: 1 }, revision };
  await expect(runCommand(runtime, clerk, completeTask, filled)).rejects.toThrow(EngineError);

  const owner = await scene.enter('owner');
  await owner.page.goto('/processes/stopping-nowhere');
  const stopped = owner.page.getByRole('region', { name: '停住的工单' });
  const words = await stopped.innerText();
  for (const part of [number, '走哪边？', 'way = "a" and amount > 5', '走向 = 甲', '金额 = 1', '排除原因后'])
    expect(words).toContain(part);
  await scene.look(owner, '95-stopped-ticket');
});
