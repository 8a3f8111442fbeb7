import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screenshot } from '../../support/browser/browser.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import {
  checksAreDone,
  draftIsSaved,
  editorIsReady,
  fill,
  latinWords,
  mend,
  openNewDraft,
  pad,
  selectElement,
} from '../../support/browser/designerPage.js';

const scene = useBrowserScene();

test('every menu is in Chinese, and changes are kept after a reload', async () => {
  const { page } = await scene.enter('owner');
  await openNewDraft(page, 'onsite-service');
  expect(await wordsOfMenus(page), 'words that are not Chinese').toEqual([]);
  await selectElement(page, 'visitOutcomeToReschedule');
  await fill(page, 'condition', 'visitOutcome = "unsolved"');
  await page.getByText('读作：处理结果 = 无法解决').waitFor();
  await draftIsSaved(page);
  await page.reload();
  await editorIsReady(page);
  await page
    .getByText('检查通过')
    .or(page.getByText(/^\d+ 条建议$/))
    .waitFor();
  expect(await storedDiagram(page)).toMatch(
    /<bpmn:conditionExpression[^>]*>visitOutcome = "unsolved"<\/bpmn:conditionExpression>/,
  );
});

test('a step is copied to another tab, and the diagram is downloaded as a file and as pictures', async () => {
  const { page, context } = await scene.enter('owner');
  await openNewDraft(page, 'remote-service');
  await selectElement(page, 'remoteGuidance');
  await page.keyboard.press('Control+c');
  const other = await context.newPage();
  await openNewDraft(other, 'onsite-service');
  await selectElement(other, 'dispatch');
  const task = await other.locator('.djs-shape[data-element-id="dispatch"]').boundingBox();
  const free = { x: task!.x + task!.width * 2, y: task!.y - task!.height / 2 };
  await other.mouse.move(free.x - 20, free.y, { steps: 5 });
  await other.keyboard.press('Control+v');
  await other.mouse.move(free.x, free.y, { steps: 8 });
  await other.mouse.click(free.x, free.y);
  await draftIsSaved(other);
  expect(await storedDiagram(other)).toMatch(/<bpmn:userTask [^>]*name="远程指导服务"/);
  for (const [what, ending] of [
    ['exportBpmn', '.bpmn'],
    ['exportSvg', '.svg'],
    ['exportPng', '.png'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.locator(`details:has([data-do="${what}"]) > summary`).click();
    await page.locator(`[data-do="${what}"]`).click();
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\${ending}$`));
  }
});

test('a draft of somebody else is shown, and a file of another tool keeps its extensions', async () => {
  const { page } = await scene.enter('owner');
  await openNewDraft(page, 'remote-service');
  const other = await scene.enter('owner2');
  await other.page.goto(page.url());
  await editorIsReady(other.page);
  await other.page.getByText('唐晓峰正在编辑这份草稿').waitFor();
  expect(await other.page.locator('.djs-palette').count()).toBe(0);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.locator('[data-import]').setInputFiles({
    name: 'leave.bpmn',
    mimeType: 'application/xml',
    buffer: Buffer.from(foreign),
  });
  const report = page.locator('[data-report]');
  await report.getByText('「是」条件：${approved == true} → approved = true').waitFor();
  await screenshot(page, '92-designer-import-report', [1440]);
  await page.getByRole('button', { name: '知道了' }).click();
  await draftIsSaved(page);
  await page.locator('.djs-shape[data-element-id="apply"]').waitFor();
  const xml = await storedDiagram(page);
  for (const kept of [
    '<process id="remote-service" name="请假"',
    'flowable:candidateStarterGroups="hr"',
    '<zeebe:assignmentDefinition assignee="=chief"',
    '>approved = true</',
  ]) {
    expect(xml).toContain(kept);
  }
  await decideOnPools(page);

  const narrow = await scene.enter('auditor', { width: 360 });
  await narrow.page.goto(page.url());
  await editorIsReady(narrow.page);
  await screenshot(narrow.page, '92-designer-narrow', [360]);
});

/** A pasted text of two pools: the owner says which runs, and who does what a program did. */
async function decideOnPools(page: Page): Promise<void> {
  await page.locator('details:has([data-do="paste"]) > summary').click();
  await page.locator('[data-do="paste"]').click();
  await page.getByLabel(/XML 文本/).fill(pools);
  await page.getByRole('button', { name: '读入' }).click();
  await page.locator('[data-report]').getByText('文件里没有图形，已自动排版。').waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await draftIsSaved(page);
  await checksAreDone(page);
  await page.locator('.designer-drawer > summary').click();
  await page.locator('[data-problems]').getByText('Java 类 com.example.Book').waitFor();
  await screenshot(page, '92-designer-decisions', [1440]);
  await mend(page, '改为由人办理');
  await page
    .locator('[data-problems]')
    .getByRole('button', { name: '改为由人办理' })
    .waitFor({ state: 'detached' });
  await draftIsSaved(page);
  const byPerson = await storedDiagram(page);
  expect(byPerson).toMatch(/userTask id="book" name="记账"/);
  expect(byPerson).toContain('原来由程序做：Java 类 com.example.Book');
  expect(byPerson).not.toContain('camunda:class');
  await mend(page, '改为执行「供应商」');
  await draftIsSaved(page);
  expect(await storedDiagram(page)).toMatch(/process id="remote-service" name="供应商" isExecutable="true"/);
}

/** As a tool that draws nothing writes it. */
const pools = `<?xml version="1.0" encoding="GBK"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:x">
  <process id="seller" name="供应商"><startEvent id="s1"/><sequenceFlow sourceRef="s1" targetRef="t1"/><userTask id="t1" name="发货"/></process>
  <process id="buyer" name="采购" isExecutable="true"><startEvent id="s2"/><sequenceFlow sourceRef="s2" targetRef="book"/>
    <serviceTask id="book" name="记账" camunda:class="com.example.Book"/></process>
</definitions>`;

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
