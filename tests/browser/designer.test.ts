import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
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
  await scene.look(owner, '90-designer', [1440, 1920]);
  await addApproval(page);
  await addTimeLimit(page);
  await decideAfterApproval(page);
  await mendWhatIsFound(page);
  await draftIsSaved(page);
  await scene.look(owner, '91-designer-changed', [1440, 1920]);
  await page.reload();
  await editorIsReady(page);
  await page
    .getByText('检查通过')
    .or(page.getByText(/^\d+ 条建议$/))
    .waitFor();
  const xml = await storedDiagram(page);
  for (const part of drawn) expect(xml).toMatch(part);
});

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
  for (let times = 0; times < 4 && (await buttons.count()) > 0; times += 1) {
    const checked = page.waitForResponse(/\/check$/);
    await buttons.first().click();
    await checked;
  }
}

async function storedDiagram(page: Page): Promise<string> {
  return (await page.request.get(`${new URL(page.url()).pathname}/diagram`)).text();
}
void latinWords;
