import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { runStep } from '../../../src/scenarios/acts/runStep.js';
import { loadFormExamples } from '../../../src/scenarios/checks/formExamples.js';
import { loadScenarioFiles } from '../../../src/scenarios/files/loadScenarioFiles.js';
import type { ScenarioSite } from '../../../src/scenarios/sites/site.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { claim, inboxRow, openTask } from '../../support/browser/remoteServicePages.js';
import { Troupe } from '../../support/company/playScenario.js';
import { tickSeveral } from '../../support/http/fillForm.js';

const root = join(import.meta.dirname, '../../..');
const scene = useBrowserScene();

test('an adjustment of the organisation changes who may take a task', async () => {
  const number = await bringToCallBack();
  expect(await offered('desk2', number), 'before').toBe(0);
  expect(await offered('callback', number), 'before').toBe(1);

  const troupe = new Troupe(scene);
  const ticket = await troupe.play({
    process: 'organization-design',
    scenario: 'adjust',
    inBrowser: ['compileOrganization'],
    byHand: { compileOrganization: letDeskCallBack },
    beforeSending: (_elementId, visit) => scene.look(visit, '80-organization-editor'),
  });
  expect(ticket).toMatchObject({ status: 'ended', endElementId: 'organizationPublished' });

  expect(await offered('callback', number), 'after').toBe(0);
  const desk = await scene.enter('desk2');
  await openTask(desk.page, number, '可签收');
  await claim(desk.page);
  await scene.look(desk, '81-callback-by-desk');
}, 600_000);

/** An on-site ticket that waits for the call-back agent; returns its number. */
async function bringToCallBack(): Promise<string> {
  const { runtime, runJobs, attachmentFolder } = scene.app;
  const site = { runtime, worker: { runDue: runJobs }, attachmentFolder } as unknown as ScenarioSite;
  const examples = await loadFormExamples(join(root, 'forms', 'examples'));
  const files = await loadScenarioFiles(join(root, 'processes'));
  const file = files.find((one) => one.process === 'onsite-service');
  const steps = file?.scenarios.find(({ name }) => name === 'solved-free')?.steps ?? [];
  const course = { site, examples, processKey: 'onsite-service', ticketId: null };
  for (const step of steps) {
    if ('elementId' in step.act && step.act.elementId === 'callBack') break;
    expect(await runStep(course, step)).toMatchObject({ passed: true });
  }
  const { number } = await runtime.db('tickets').where({ processKey: 'onsite-service' }).first('number');
  return number;
}

/** How many tasks of the ticket the person sees to take. */
async function offered(login: string, number: string): Promise<number> {
  const { page } = await scene.enter(login);
  await page.goto('/tasks?view=available');
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
  return inboxRow(page, number).count();
}

/** The editor begins with the organisation in force: the desk takes over 客户回访, the position 回访专员 goes. */
async function letDeskCallBack(page: Page): Promise<void> {
  const department = page.getByRole('group', { name: '售后服务部', exact: true });
  await department.locator('.sf-node-details > summary').click();
  const rows = department.locator('[data-sf-row]');
  const names = await rows
    .locator('[name$=".name"]')
    .evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value));
  const desk = rows.nth(names.indexOf('报修接单员'));
  const boxes = desk.locator('[name$=".groups"]');
  await tickSeveral(desk, (await boxes.first().getAttribute('name')) as string, ['callback-agent']);
  await rows.nth(names.indexOf('回访专员')).getByRole('button', { name: /^删除/ }).click();
  await completePositions(page);
}

/** What nobody has decided so far: planned persons and duties of each position. */
async function completePositions(page: Page): Promise<void> {
  const folded = page.locator('.sf-node-details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  for (const [part, text] of [
    ['headcount', '1'],
    ['duties', '按岗位说明书'],
  ]) {
    for (const input of await page.locator(`[data-sf-row] [name$=".${part}"]:visible`).all()) {
      if ((await input.inputValue()) === '') await input.fill(text as string);
    }
  }
}
