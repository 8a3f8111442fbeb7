import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowserScene } from '../support/browserScene.js';

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

test('an owner sees what a draft changes, on the diagrams and as a list', async () => {
  const owner = await scene.enter('owner');
  const { page } = owner;
  await page.goto('/processes/onsite-service');
  const token = await page.locator('meta[name="csrf-token"]').getAttribute('content');
  const begun = await page.request.post('/processes/onsite-service/drafts', {
    form: { _csrf: token ?? '' },
    maxRedirects: 0,
  });
  const draft = String(begun.headers().location);
  await changeDiagram(page, draft);
  await page.goto(`${draft}/comparison`);
  await page.locator('[data-comparison][data-ready]').waitFor();
  await page.getByText('新增 2 项，删除 1 项，修改').waitFor();
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
});
