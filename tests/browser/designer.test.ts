import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screenshot } from '../support/browser.js';
import { useBrowserScene } from '../support/browserScene.js';
import {
  append,
  appendTask,
  connectTo,
  draftIsSaved,
  editorIsReady,
  fill,
  latinWords,
  openNewDraft,
  pad,
  selectElement,
  unfold,
} from '../support/designerPage.js';

const scene = useBrowserScene();

test('an owner adds an approval with a time limit to 上门服务, and finds it all again', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  await openNewDraft(page, 'onsite-service');
  await scene.look(owner, '90-designer', [1440]);
  await addApproval(page);
  await addTimeLimit(page);
  await decideAfterApproval(page);
  await mendWhatIsFound(page);
  expect(await wordsOfMenus(page), 'words that are not Chinese').toEqual([]);
  await draftIsSaved(page);
  await scene.look(owner, '91-designer-changed', [1920]);
  await page.reload();
  await editorIsReady(page);
  await page
    .getByText('检查通过')
    .or(page.getByText(/^\d+ 条建议$/))
    .waitFor();
  const xml = await storedDiagram(page);
  for (const part of drawn) expect(xml).toMatch(part);
});

test('a draft of somebody else is shown, and a foreign file keeps what it says to others', async () => {
  const { page } = await scene.enter('owner');
  await openNewDraft(page, 'remote-service');
  const other = await scene.enter('owner2');
  await other.page.goto(page.url());
  await editorIsReady(other.page);
  await other.page.getByText('唐晓峰正在编辑这份草稿').waitFor();
  expect(await other.page.locator('.djs-palette').count()).toBe(0);

  page.once('dialog', (dialog) => void dialog.accept());
  await page.locator('[data-import]').setInputFiles({
    name: 'leave.bpmn',
    mimeType: 'application/xml',
    buffer: Buffer.from(foreign),
  });
  await draftIsSaved(page);
  await page.locator('.djs-shape[data-element-id="apply"]').waitFor();
  const xml = await storedDiagram(page);
  expect(xml).toContain('<process id="remote-service" name="请假"');
  for (const kept of [
    'flowable:candidateStarterGroups="hr"',
    '<zeebe:assignmentDefinition assignee="=chief" />',
  ]) {
    expect(xml).toContain(kept);
  }
  await page.locator('.designer-drawer > summary').click();
  await page.getByRole('button', { name: '改写为 approved = true' }).click();
  await page.getByText('改写为').waitFor({ state: 'detached' });

  const narrow = await scene.enter('auditor', { width: 360 });
  await narrow.page.goto(page.url());
  await editorIsReady(narrow.page);
  await screenshot(narrow.page, '92-designer-narrow', [360]);
});

/** As another tool might write it: extensions of its own, no drawing, a condition that is no FEEL. */
const foreign = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:flowable="http://flowable.org/bpmn"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="foreign" targetNamespace="urn:foreign">
  <process id="Leave_Request" name="请假" isExecutable="true" flowable:candidateStarterGroups="hr">
    <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="apply"/>
    <userTask id="apply" name="申请"><extensionElements><zeebe:assignmentDefinition assignee="=chief"/></extensionElements></userTask>
    <sequenceFlow id="f2" sourceRef="apply" targetRef="agreed"/>
    <exclusiveGateway id="agreed" name="同意？"/>
    <sequenceFlow id="f3" name="是" sourceRef="agreed" targetRef="finish">
      <conditionExpression>\${approved == true}</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f4" name="否" sourceRef="agreed" targetRef="apply"/>
    <endEvent id="finish"/>
  </process>
</definitions>`;

const drawn = [
  /<bpmn:userTask id="approveDispatch" name="审批派工"[^>]* camunda:candidateGroups="service-manager"/,
  /<bpmn:userTask id="approveDispatch"[^>]* camunda:formKey="manager-assistance"/,
  /<camunda:property name="excludePerformerOf" value="dispatch" \/>/,
  /<bpmn:boundaryEvent [^>]*name="审批超时" cancelActivity="false" attachedToRef="approveDispatch">/,
  /<bpmn:timeDuration[^>]*>PT4H<\/bpmn:timeDuration>/,
  /<bpmn:exclusiveGateway [^>]*name="批准？" default="/,
  /<bpmn:conditionExpression[^>]*>visitOutcome = "unsolved"<\/bpmn:conditionExpression>/,
];

async function addApproval(page: Page): Promise<void> {
  await selectElement(page, 'dispatchToPrepareVisit');
  await pad(page, 'delete');
  await page.locator('.djs-shape[data-element-id="dispatch"]').click();
  await appendTask(page, '审批派工');
  await unfold(page, '编号');
  await fill(page, 'id', 'approveDispatch');
  await page.getByText('没有流出的连线，流程到此走不下去。').first().waitFor();
  await page.locator('[data-field="excludePerformerOf"]').click();
  await page.locator('[data-field="excludePerformerOf.dispatch"]').check();
}

async function addTimeLimit(page: Page): Promise<void> {
  await pad(page, 'attach.timer');
  await page.locator('.designer-type', { hasText: '定时边界事件' }).waitFor();
  await fill(page, 'name', '审批超时');
  await fill(page, 'timerSpan', '4');
  await append(page, 'append.end-event', '结束事件', '已提醒');
}

async function decideAfterApproval(page: Page): Promise<void> {
  await selectElement(page, 'approveDispatch');
  await append(page, 'append.gateway', '排他网关', '批准？');
  await unfold(page, '编号');
  await fill(page, 'id', 'approvedGateway');
  await connectTo(page, 'prepareVisit');
  await selectElement(page, 'approvedGateway');
  await connectTo(page, 'dispatch');
  await page.locator('.designer-type', { hasText: '连线' }).waitFor();
  await fill(page, 'condition', 'visitOutcome = "unsolved"');
  await page.getByText('读作：处理结果 = 无法解决').waitFor();
}

/** What the checks find: some at a click on what they propose, the rest by hand. */
async function mendWhatIsFound(page: Page): Promise<void> {
  await page.locator('.designer-drawer > summary').click();
  const found = page.locator('[data-problems] li');
  await found.filter({ hasText: '没有指定表单' }).locator('.designer-problem').click();
  await page.locator('[data-field="form"]').selectOption('manager-assistance');
  await fill(page, 'documentation', '经理审批派工是否合适。');
  await found.getByRole('button', { name: '把「接单与行前准备」设为默认出口' }).first().click();
  await page.locator('[data-summary]:not([data-summary="error"])').waitFor();
  for (const name of ['重新走线', '命名为「其他」']) await press(page, name);
}

/** Presses a proposed mend until the checks no longer make it. */
async function press(page: Page, name: string): Promise<void> {
  const buttons = page.locator('[data-problems]').getByRole('button', { name });
  const isChecked = () => page.locator('[data-summary][aria-busy="false"]').waitFor();
  for (await isChecked(); (await buttons.count()) > 0; await isChecked()) await buttons.first().click();
}

/** Opens the menus of elements of several kinds and gathers what isn't Chinese. */
async function wordsOfMenus(page: Page): Promise<string[]> {
  const words = await latinWords(page);
  const menus = { visitRequested: 'replace', dispatch: 'replace', notAnsweredIn24Hours: 'set-color' };
  for (const [id, menu] of Object.entries(menus)) {
    await selectElement(page, id);
    await pad(page, menu);
    await page.locator('.djs-popup').waitFor();
    words.push(...(await latinWords(page)));
    await closePopup(page);
  }
  return words;
}

/** A popup listens to the keyboard a moment after it is drawn. */
async function closePopup(page: Page): Promise<void> {
  const open = async () => {
    await page.keyboard.press('Escape');
    return page.locator('.djs-popup').count();
  };
  await expect.poll(open).toBe(0);
}

async function storedDiagram(page: Page): Promise<string> {
  return (await page.request.get(`${new URL(page.url()).pathname}/diagram`)).text();
}
