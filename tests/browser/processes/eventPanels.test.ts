import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Visit } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  append,
  appendTask,
  checksAreDone,
  connectTo,
  draftIsSaved,
  editorIsReady,
  fill,
  pad,
  selectElement,
  unfold,
} from '../../support/browser/designerPage.js';

const scene = useBrowserScene();

test('a process with every kind of event is drawn by mouse, described in its panels, and published', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  await beginProcess(page);
  await drawChain(owner);
  await drawCall(owner);
  await drawStarts(owner);
  await checksAreDone(page);
  await page.locator('.designer-drawer > summary').click();
  await scene.look(owner, '98-event-checks', [1440, 1024]);
  expect(await page.locator('[data-problems] .designer-severity.is-error').count()).toBe(0);
  const told = await page.locator('[data-problems]').innerText();
  expect(told.match(/\b[A-Z]\w*(Event|Definition|Task|Gateway)\b/g), told).toBeNull();
  await draftIsSaved(page);
  const xml = await (await page.request.get(`${new URL(page.url()).pathname}/diagram`)).text();
  for (const said of [
    /<bpmn:message id="[^"]+" name="客户回电"/,
    /<camunda:property name="correlationKey" value="phone"/,
    /<bpmn:signal id="[^"]+" name="停电"/,
    /<bpmn:condition xsi:type="bpmn:tFormalExpression">amount &gt; 1000</,
    /<bpmn:escalation id="[^"]+" name="超时" escalationCode="LATE"/,
    /<bpmn:error id="[^"]+" name="无备件" errorCode="NO-PART"/,
    /<bpmn:timeCycle[^>]*>R\/P1D</,
    /default="toLast"/,
  ])
    expect(xml).toMatch(said);
  await publish(page);
}, 600_000);

async function beginProcess(page: Page): Promise<void> {
  await page.goto('/drafts/new');
  const form = page.locator('form', { has: page.getByRole('button', { name: '新建草稿' }) });
  await form.getByLabel(/流程编号/).fill('every-event');
  await form.getByLabel(/流程名称/).fill('各种事件');
  await form.getByRole('button', { name: '新建草稿' }).click();
  await editorIsReady(page);
  await selectElement(page, 'toEnd');
  await pad(page, 'delete');
}

/** Changes the selected element into one of another kind, in the menu beside it. */
async function become(page: Page, entry: string): Promise<void> {
  await pad(page, 'replace');
  await page.locator(`.djs-popup [data-id="replace-with-${entry}"]`).click();
  await page.locator('.djs-popup').waitFor({ state: 'detached' });
}

/** An event that follows the selected element. */
async function appendEvent(page: Page, entry: string, name: string): Promise<void> {
  await append(page, 'append.intermediate-event', '中间事件', name);
  await become(page, entry);
}

async function drawChain(owner: Visit): Promise<void> {
  const { page } = owner;
  await page.locator('.djs-shape[data-element-id="start"] .djs-hit').first().click();
  await appendEvent(page, 'message-intermediate-catch', '等客户回电');
  await fill(page, 'message', '客户回电');
  await fill(page, 'correlationKey', 'phone');
  await fill(page, 'receives', 'amount');
  await appendEvent(page, 'signal-intermediate-throw', '通知停电');
  await fill(page, 'signal', '停电');
  await appendEvent(page, 'conditional-intermediate-catch', '金额超过一千');
  await fill(page, 'eventCondition', 'amount > 1000');
  await appendEvent(page, 'escalation-intermediate-throw', '上报超时');
  await fill(page, 'escalation', '超时');
  await fill(page, 'escalationCode', 'LATE');
  await checksAreDone(page);
  await scene.look(owner, '98-event-escalation', [1440]);
}

/** A called process with an error and an escalation at its edge, and a way out with a condition. */
async function drawCall(owner: Visit): Promise<void> {
  const { page } = owner;
  await appendTask(page, '远程处理');
  await become(page, 'call-activity');
  await unfold(page, '编号');
  await fill(page, 'id', 'callRemote');
  await page.locator('[data-field="called"]').selectOption('remote-service');
  await pad(page, 'attach.timer');
  await become(page, 'error-boundary');
  await fill(page, 'name', '没有备件');
  await fill(page, 'error', '无备件');
  await fill(page, 'errorCode', 'NO-PART');
  await append(page, 'append.end-event', '结束事件', '已报缺件');
  await become(page, 'error-end');
  await fill(page, 'error', '无备件');
  await selectElement(page, 'callRemote');
  await append(page, 'append.end-event', '结束事件', '已结案');
  await selectElement(page, 'callRemote');
  await connectTo(page, 'end');
  await page.locator('.designer-type', { hasText: '连线' }).waitFor();
  await fill(page, 'id', 'toLast');
  await page.locator('[data-field="default"]').check();
}

/** Beside the start by people, one at fixed times. */
async function drawStarts(owner: Visit): Promise<void> {
  const { page } = owner;
  await page.locator('.djs-palette [data-action="create.start-event"]').click();
  const start = (await page.locator('.djs-shape[data-element-id="start"] .djs-hit').first().boundingBox())!;
  await page.mouse.move(start.x + 18, start.y + 110, { steps: 5 });
  await page.mouse.click(start.x + 18, start.y + 112);
  await page.locator('.designer-type', { hasText: '开始事件' }).waitFor();
  await fill(page, 'name', '每天一次');
  await become(page, 'timer-start');
  await page.locator('[data-field="timerKind"]').selectOption('timeCycle');
  await page.locator('[data-field="cycleSpan"]').fill('1');
  await page.locator('[data-field="cycleSpan.unit"]').selectOption({ label: '天' });
  await fill(page, 'cycleTimes', '');
  await checksAreDone(page);
  await scene.look(owner, '98-event-timer-start', [1440]);
  await connectTo(page, 'callRemote');
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('link', { name: '发布', exact: true }).click();
  await page.getByLabel('修改说明').fill('第一版');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await page.getByText('第 1 版').first().waitFor();
}
