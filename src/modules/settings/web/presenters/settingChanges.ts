import { moneyText } from '../../../../forms/compute/amounts.js';
import { type MomentView, momentView } from '../../../../platform/web/moments.js';
import type { NumberingRule } from '../../model/numbering.js';
import type { PriceItem, SettingKey, SettingValues } from '../../model/settings.js';
import { everyProcess, type PublishingValue } from '../../model/settings.js';
import type { ListedSettingChange } from '../../read/settings.js';

export const datePartNames: Record<NumberingRule['datePart'], string> = {
  day: '年月日',
  month: '年月',
  year: '年',
  none: '不带日期',
};

const securityNames = { tls: 'SSL/TLS', starttls: 'STARTTLS', none: '不加密' };
const kindNames: Record<PriceItem['kind'], string> = { part: '配件', labour: '工时', travel: '差旅' };
const passwordTexts: Record<string, string> = { set: '已设置', changed: '已更换' };

function describeServer(server: SettingValues['mail']): Record<string, string> {
  if (server === null) return {};
  return {
    服务器地址: server.host,
    端口: String(server.port),
    加密方式: securityNames[server.security],
    用户名: server.user,
    密码: passwordTexts[server.password] ?? '',
    发件地址: server.fromAddress,
    发件人名称: server.fromName,
  };
}

export const pickUpNames: Record<PublishingValue['pickUp'], string> = {
  version: '直接成为新版本',
  draft: '成为草稿，由流程负责人发布',
};

type Names = ReadonlyMap<string, string>;

/** The value of each part of a setting, by the part's name; `processNames` by key. */
const describers: {
  [Key in SettingKey]: (value: SettingValues[Key], processNames: Names) => Record<string, string>;
} = {
  company: ({ name, address, phone, logo }) => ({
    公司名称: name,
    服务电话: phone,
    地址: address,
    公司标志: logo ? `${logo.width}×${logo.height} ${logo.sha256.slice(0, 8)}` : '',
  }),
  workingCalendar: ({ hours, exceptions, notes }) => ({
    工作时段: hours.map(({ from, to }) => `${from}–${to}`).join('、'),
    ...Object.fromEntries(
      Object.entries(exceptions).map(([date, kind]) => [
        date,
        [kind === 'off' ? '休息' : '上班', notes?.[date]].filter(Boolean).join('，'),
      ]),
    ),
  }),
  numbering: (rules) =>
    Object.fromEntries(
      Object.entries(rules).map(([key, { prefix, datePart, digits }]) => [
        key,
        `${prefix}，${datePartNames[datePart]}，${digits} 位`,
      ]),
    ),
  priceList: (items) =>
    Object.fromEntries(
      items.map(({ code, name, kind, unit, price }) => [
        code,
        `${name}，${kindNames[kind]}，${moneyText(price)} 元/${unit}`,
      ]),
    ),
  mail: describeServer,
  publishing: ({ pickUp, fourEyes }, processNames) => ({
    文件夹中的改动: pickUpNames[pickUp],
    须经审批的流程: fourEyes
      .map((key) => (key === everyProcess ? '全部流程' : (processNames.get(key) ?? key)))
      .join('、'),
  }),
};

/** One entry in the history of a setting. */
export interface SettingChangeItem {
  at: MomentView;
  person: string;
  /** Each part that changed. */
  lines: { part: string; before: string; after: string }[];
}

/** Who changed a setting, when, and from what to what. */
export function settingChangeItem(
  change: ListedSettingChange,
  { now, timeZone, processNames }: { now: Date; timeZone: string; processNames: Names },
): SettingChangeItem {
  const before = describe(change.key, change.before, processNames);
  const after = describe(change.key, change.after, processNames);
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return {
    at: momentView(change.changedAt, now, timeZone),
    person: change.personName,
    lines: parts
      .map((part) => ({ part, before: before[part] || '（无）', after: after[part] || '（无）' }))
      .filter((line) => line.before !== line.after),
  };
}

function describe(key: string, value: unknown, processNames: Names): Record<string, string> {
  if (value === null || !Object.hasOwn(describers, key)) return {};
  const describer = describers[key as SettingKey] as (
    value: unknown,
    processNames: Names,
  ) => Record<string, string>;
  return describer(value, processNames);
}
