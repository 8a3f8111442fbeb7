import { expect, test } from 'vitest';
import { useBrowserScene } from '../../support/browser/browserScene.js';
import { personAt } from '../../support/company/remoteServiceTicket.js';
import { csrfTokenOf } from '../../support/http/httpPerson.js';

const scene = useBrowserScene();
const { enter, look } = scene;

/** A draft of the newest version with other texts, saved as the editor saves it. */
async function draftWith(key: string, change: (xml: string) => string): Promise<string> {
  const owner = await personAt(scene.app, 'owner');
  const token = csrfTokenOf((await owner.get('/account')).text);
  const draft = (await owner.post(`/processes/${key}/drafts`, { _csrf: token })).location as string;
  const save = async (xml: string, revision: number) =>
    owner.send(`${draft}/diagram`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-csrf-token': token },
      body: JSON.stringify({ xml, revision }),
    });
  expect((await save(change((await owner.get(`${draft}/diagram`)).text), 1)).status).toBe(200);
  const headers = { 'x-csrf-token': token };
  expect((await owner.send(`${draft}/lock`, { method: 'DELETE', headers })).status).toBe(204);
  return draft;
}

test('owners see the state of processes, and publish with a second person, who needs no JavaScript', async () => {
  const admin = await enter('admin');
  await admin.page.goto('/settings/publishing');
  await admin.page.getByLabel('安装调试').check();
  await admin.page.getByRole('button', { name: '保存' }).click();
  await admin.page.getByText('须经审批的流程：（无） → 安装调试').waitFor();
  await look(admin, 'publication-01-rules');
  await admin.page.goto('/processes');
  await admin.page.getByRole('link', { name: /负责人.*安装调试/ }).click();
  await admin.page.getByLabel('唐晓峰').check();
  await admin.page.getByLabel('沈岚').check();
  await admin.page.getByRole('button', { name: '保存' }).click();
  await look(admin, 'publication-02-owners');

  const owner = await enter('owner');
  const { page } = owner;
  owner.watch.expectFault(/422/);
  await page.goto('/processes');
  await page.getByRole('link', { name: '新建流程' }).click();
  await page.getByLabel('流程编号').first().fill('Spare Parts');
  await page.getByRole('button', { name: '新建草稿' }).click();
  await page.getByText('请填写流程名称。').waitFor();
  expect(await page.getByLabel('流程编号').first().inputValue()).toBe('Spare Parts');
  await look(owner, 'publication-03-new');

  const wrong = await draftWith('installation', (xml) =>
    xml
      .replace(/camunda:candidateGroups="service-manager"/, 'camunda:candidateGroups="service-boss"')
      .replace(
        /(<bpmn:userTask id="trainCustomer"[^>]*>)\s*<bpmn:documentation>[^<]*<\/bpmn:documentation>/,
        '$1',
      ),
  );
  await page.goto(`${wrong}/publication`);
  await page.getByText('候选组「service-boss」不存在。').waitFor();
  expect(await page.getByRole('button', { name: '提交审批' }).isDisabled()).toBe(true);
  await look(owner, 'publication-04-problems');

  const draft = await draftWith('installation', (xml) => xml.replaceAll('系统调试', '系统联调'));
  await page.goto('/processes');
  await look(owner, 'publication-05-desk');
  await page.goto(`${draft}/publication`);
  await page.getByLabel('修改说明').fill('“系统调试”改称“系统联调”，与工程部用语一致。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.getByText('等待另一位流程负责人审批。').waitFor();
  await look(owner, 'publication-06-submitted');

  const second = await enter('owner2', { javaScript: false });
  await second.page.goto('/processes');
  await second.page.getByRole('link', { name: /草稿 2.*安装调试/ }).click();
  await second.page.getByText('与工程部用语一致').first().waitFor();
  await second.page.getByRole('button', { name: '批准并发布第 2 版' }).click();
  await second.page.waitForURL('**/processes/installation');
  await second.page.getByText('唐晓峰发布，沈岚批准').waitFor();

  await page.goto('/processes/installation');
  await look(owner, 'publication-07-process');
  await page.getByRole('link', { name: /恢复.*第 1 版/ }).click();
  await look(owner, 'publication-08-restoration');
});
