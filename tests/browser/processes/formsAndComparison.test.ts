import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { field } from '../../support/browser/remoteServicePages.js';

const scene = useBrowserScene();

const step = `<bpmn:userTask id="approveVisit" name="审批上门计划" camunda:formKey="manager-assistance" camunda:candidateGroups="service-manager"><bpmn:incoming>toApproval</bpmn:incoming></bpmn:userTask>
    <bpmn:sequenceFlow id="toApproval" sourceRef="verifyRequest" targetRef="approveVisit" />
    <bpmn:userTask id="dispatch"`;

const shapes = `<bpmndi:BPMNShape id="approveVisitShape" bpmnElement="approveVisit"><dc:Bounds x="420" y="80" width="140" height="80" /></bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="toApprovalEdge" bpmnElement="toApproval"><di:waypoint x="350" y="500" /><di:waypoint x="490" y="160" /></bpmndi:BPMNEdge>
      <bpmndi:BPMNShape id="assistShape"`;

/** What an owner changes on the diagram, sent as the editor sends it. */
async function changeDiagram(page: Page, draft: string): Promise<void> {
  const xml = await (await page.request.get(`${draft}/diagram`)).text();
  const changed = xml
    .replace('<bpmn:userTask id="dispatch"', step)
    .replace('<bpmndi:BPMNShape id="assistShape"', shapes)
    .replace('<dc:Bounds x="1338" y="220" ', '<dc:Bounds x="1338" y="240" ')
    .replace('>PT24H</bpmn:timeDuration>', '>PT8H</bpmn:timeDuration>')
    .replace(/<bpmn:sequenceFlow id="canArriveInTimeToFetchParts"[\s\S]*?<\/bpmn:sequenceFlow>/, '')
    .replace(/<bpmndi:BPMNEdge [^>]*bpmnElement="canArriveInTimeToFetchParts"[\s\S]*?<\/bpmndi:BPMNEdge>/, '')
    .replace(/<bpmn:(incoming|outgoing)>canArriveInTimeToFetchParts<\/bpmn:\1>/g, '');
  const token = await page.locator('meta[name="csrf-token"]').getAttribute('content');
  const answer = await page.request.put(`${draft}/diagram`, {
    data: { xml: changed, revision: 1 },
    headers: { 'x-csrf-token': token ?? '' },
  });
  expect(answer.status()).toBe(200);
}

async function beginDraft(page: Page, key: string): Promise<string> {
  await page.goto(`/processes/${key}`);
  const token = await page.locator('meta[name="csrf-token"]').getAttribute('content');
  const form = { _csrf: token ?? '' };
  const begun = await page.request.post(`/processes/${key}/drafts`, { form, maxRedirects: 0 });
  return String(begun.headers().location);
}

/** Adds a field that is asked for under a condition, and tries it out in the preview. */
async function addParkingFee(page: Page): Promise<void> {
  const builder = page.locator('[data-builder]');
  const preview = page.locator('[data-preview]');
  await builder.getByRole('button', { name: '在分组「处理结果」中添加字段' }).click();
  await page.keyboard.type('停车费用');
  const panel = builder.locator('details[open].builder-field');
  await field(panel, '控件').selectOption({ label: '金额' });
  await field(panel, '何时显示').selectOption({ label: '由「处理结果」决定' });
  await panel.getByLabel('携回修护').check();
  await field(panel, '显示时必填').check();
  await field(panel, '字段名').fill('parkingFee');
  await field(panel, '字段名').press('Tab');
  await builder.getByRole('button', { name: '把「停车费用」上移' }).press('Enter');
  await builder.getByRole('button', { name: '把「停车费用」上移' }).press('Enter');
  const fee = preview.locator('[name="parkingFee"]');
  await fee.waitFor({ state: 'attached' });
  expect(await fee.isVisible()).toBe(false);
  await preview.locator('.sf-group').filter({ hasText: '处理结果' }).getByText('携回修护').click();
  await fee.waitFor();
}

test('an owner changes a diagram and a form, and sees the form as staff will and both as a comparison', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  const draft = await beginDraft(page, 'onsite-service');
  await changeDiagram(page, draft);
  await page.goto(`${draft}/forms`);
  await scene.look(owner, '82-draft-forms');
  await page.getByRole('link', { name: '现场服务记录、服务凭证（《售后服务报告单》）' }).click();
  await addParkingFee(page);
  await scene.look(owner, '83-form-editor', [360, 1440, 1920]);
  await page.getByRole('button', { name: '保存到草稿' }).click();
  await page.getByText(/^已保存/).waitFor();
  await page.reload();
  const names = await page
    .locator('[data-builder] .builder-section')
    .nth(2)
    .locator('summary strong')
    .allTextContents();
  expect(names).toEqual(['处理结果', '停车费用', '无法解决的原因', '已留言条']);
  await page.getByRole('link', { name: '与已发布版本比较' }).click();
  await page.locator('[data-comparison][data-ready]').waitFor();
  await page.getByText('新增 2 项，删除 1 项，修改 1 项，移动 1 项；1 张表单有变化').waitFor();
  const older = page.locator('[data-pane="older"]');
  const newer = page.locator('[data-pane="newer"]');
  expect((await newer.locator('.change-sign').allTextContents()).sort().join('')).toBe('增增改移');
  expect((await older.locator('.change-sign').allTextContents()).sort().join('')).toBe('删改移');
  await page.locator('[data-change="notAnsweredIn24Hours"]').getByText('24 小时（PT24H）').waitFor();
  await scene.look(owner, '80-comparison', [360, 1440, 1920]);
  await page
    .locator('[data-change="approveVisit"]')
    .getByRole('button', { name: '在图中查看' })
    .press('Enter');
  expect(await newer.locator('.djs-element.is-chosen').count()).toBe(1);
  await newer.locator('[data-element-id="notAnsweredIn24Hours"] .djs-hit').first().click();
  await page.locator('#change-notAnsweredIn24Hours:focus').waitFor();
  const added = page.locator('.change-form-fields > li').filter({ hasText: '停车费用' });
  await added.getByText('「处理结果」为现场解决或携回修护').waitFor();
});
