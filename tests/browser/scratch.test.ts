import { test } from 'vitest';
import { ticketWaitingFor } from '../support/remoteServiceTicket.js';
import { useBrowserScene } from '../support/browserScene.js';
const scene = useBrowserScene();
test('look', async () => {
  const admin = await scene.enter('hr');
  const { page } = admin;
  await ticketWaitingFor(scene.app, 'remote-guidance');
  await page.goto('/directory/templates/operations-department');
  await page.getByRole('button', { name: /新增以上/ }).click();
  await page.waitForURL('**/directory');
  await page.goto('/directory/persons/new');
  await page.getByLabel('登录名').fill('sunli'); await page.getByLabel('姓名').fill('孙丽');
  await page.getByLabel('部门 ').selectOption({ index: 3 }).catch(() => page.locator('[name=departmentId]').selectOption({ index: 3 }));
  await page.getByText('售后服务部 · 服务工程师').click();
  await page.getByRole('button', { name: '保存' }).click();
  await scene.look(admin, 'x-password');
  for (const [name, path] of Object.entries({
    index: '/directory', chart: '/directory/chart', persons: '/directory/persons',  history: '/directory/history',
    template: '/directory/templates/trading-company', 
    department: '/directory/departments/3', position: '/directory/positions/25', person: '/directory/persons/6', departure: '/directory/persons/6/departure',
    past: '/directory?on=2026-11-20',
  })) {
    const answer = await page.goto(path);
    if (answer!.status() !== 200) { console.log(path, answer!.status(), await page.locator('main').innerText()); continue; }
    await scene.look(admin, `x-${name}`);
  }
  await page.goto('/directory/chart');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  (await import('node:fs')).writeFileSync('/tmp/w-tmp/directory/chart.pdf', pdf);
  await page.goto('/directory/positions/25');
  (await import('node:fs')).writeFileSync('/tmp/w-tmp/directory/position.pdf', await page.pdf({ format: 'A4', preferCSSPageSize: true }));
});
