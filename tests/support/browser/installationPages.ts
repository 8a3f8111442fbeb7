import type { Locator, Page } from 'playwright-core';
import { sign } from '../http/sign.js';
import { choose, field, fillContact, openStartForm, startTicket, submit } from './remoteServicePages.js';

/** What people do with mouse and keyboard on the pages of an installation, found by the words they read. */

/** 申请安装调试 for a customer whom nobody knows yet, with one product. Returns the ticket's number. */
export async function requestInstallation(page: Page, serialNumber: string): Promise<string> {
  await openStartForm(page, '安装调试');
  await field(page, '合同编号').fill('HT-2026-118');
  await field(page, '客户名称').fill('潍坊盛达食品有限公司');
  await field(page, '联系人').fill('王海涛');
  await field(page, '联系电话').fill('0536-87654321');
  await field(page, '地址').fill('潍坊市坊子区凤凰街 66 号');
  const product = await firstRow(page, '安装产品');
  await field(product, '产品名称').fill('螺杆空压机');
  await field(product, '型号规格').fill('LG-75A');
  await field(product, '出厂编号（序列号）').fill(serialNumber);
  await field(product, '数量').fill('1');
  await field(page, '安装地点').fill('二号车间空压站');
  await field(page, '现场条件').fill('380 V 电源已到位，设备基础已验收；卸货需租 8 吨吊车。');
  return startTicket(page, '提交申请');
}

/** 审批. */
export async function approveRequest(page: Page): Promise<void> {
  await choose(page, '是否同意', '是');
  await sign(page, group(page, '签名'));
  await submit(page, '提交审批意见');
}

/** 确认到货并约定装机时间: tomorrow at nine. */
export async function confirmArrival(page: Page): Promise<void> {
  await fillContact(page, 0, { channel: '电话', spokeWith: '王海涛', content: '件数相符，明早进场' });
  await field(page, '到货日期').fill('2026-11-22');
  await choose(page, '件数与外观完好', '是');
  await choose(page, '现场具备安装条件', '是');
  await field(page, '约定装机时间').fill('2026-11-24T09:00');
  await submit(page, '确认到货');
}

/** 安排人员. */
export async function arrangeTeam(page: Page, manager: string, engineer: string): Promise<void> {
  await field(page, '项目经理').selectOption({ label: manager });
  await field(page, '主办工程师').selectOption({ label: engineer });
  await submit(page, '确定人员');
}

/** 熟悉图纸并编制《工程进度计划》, without sending it. */
export async function fillPlan(page: Page): Promise<void> {
  await field(page, '已熟悉的图纸资料').fill('AZ-118-01 站房平面布置图、AZ-118-03 电气原理图');
  const work = await firstRow(page, '进度计划');
  await field(work, '工作内容').fill('就位、管路、接线与调试');
  await field(work, '开始日期').fill('2026-11-24');
  await field(work, '结束日期').fill('2026-11-30');
  await field(page, '安全措施').fill('动火办证并配灭火器两具；吊装划警戒区。责任人：赵磊。');
}

/** 审核进度计划. */
export async function approvePlan(page: Page): Promise<void> {
  await choose(page, '计划可行', '是');
  await sign(page, group(page, '签名'));
  await submit(page, '提交审核意见');
}

/** 安装施工: one day's work; the products are those of the request. */
export async function recordInstallation(page: Page): Promise<void> {
  const day = await firstRow(page, '施工记录');
  await field(day, '施工内容').fill('空压机卸车就位，管路打压无泄漏，接线完毕');
  await field(day, '工时').fill('12');
  await submit(page, '安装完毕');
}

/** Ticks all of a checklist (安全文明施工检查, 整理竣工资料) and sends it. */
export async function tickAll(page: Page, button: string): Promise<void> {
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await submit(page, button);
}

/** 系统调试 with one measurement, passed or not, without sending it. */
export async function fillCommissioning(page: Page, passed: boolean): Promise<void> {
  const answer = passed ? '是' : '否';
  const measurement = await firstRow(page, '调试项目');
  await field(measurement, '项目').fill('排气温度');
  await field(measurement, '标准要求').fill('不高于 100 ℃');
  await field(measurement, '实测值').fill(passed ? '86 ℃' : '108 ℃');
  await field(measurement, '合格').selectOption({ label: answer });
  await choose(page, '调试合格', answer);
  if (!passed) await field(page, '不合格情况').fill('站房排风口面积不足，须加装导风罩');
}

/** 客户培训. */
export async function recordTraining(page: Page): Promise<void> {
  await field(page, '培训内容').fill('开停机步骤、每日排水与油位检查、停电后的处理');
  await field(await firstRow(page, '参加人员'), '姓名').fill('李长顺');
  await sign(page, group(page, '客户代表签名'));
  await submit(page, '提交培训记录');
}

/** 客户验收 passed, without sending it. */
export async function fillAcceptance(page: Page): Promise<void> {
  const item = await firstRow(page, '验收项目');
  await field(item, '项目').fill('72 小时连续运行');
  await field(item, '合格').selectOption({ label: '是' });
  await choose(page, '验收合格', '是');
  await sign(page, group(page, '客户签名'));
}

/** 提交《售后服务信息反馈单》. */
export async function giveServiceHints(page: Page): Promise<void> {
  await field(page, '设备运行状况').fill('排气压力 0.78 MPa，排气温度 85 ℃');
  await field(page, '售后注意事项').fill('面粉粉尘大，空气滤芯每 1000 小时更换；从东门登记');
  await submit(page, '提交反馈单');
}

/** 资料归档并注册客户档案: what the ticket knows is there already. */
export async function fillRegistration(page: Page, warrantyUntil: string): Promise<void> {
  await field(page, '保修结束').fill(warrantyUntil);
  await field(page, '档案编号').fill('DA-2026-045');
}

/** The first row of a table; one is added where there is none, as in a record that goes on. */
async function firstRow(page: Page, table: string): Promise<Locator> {
  const rows = group(page, table).locator('[data-sf-rows-body] [data-sf-row]');
  if ((await rows.count()) === 0) await group(page, table).getByRole('button', { name: '添加一行' }).click();
  return rows.first();
}

/** A fieldset by its legend, which may bear the mark of required ones. */
function group(page: Page, legend: string): Locator {
  return page.getByRole('group', { name: new RegExp(`^${legend}( ?\\*)?$`) });
}
