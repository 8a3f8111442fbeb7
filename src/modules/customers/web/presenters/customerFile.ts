import { fromCents } from '../../../../forms/compute/amounts.js';
import type { Badge, IconName } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { fieldTitle, type RecordKind, recordForm } from '../../model/recordForms.js';
import { judgeWarranty } from '../../model/warranty.js';
import type { ContractRow } from '../../store/contracts.js';
import type { Facts, ListedChange } from '../../store/customerChanges.js';
import type { ProductRow } from '../../store/products.js';

/** The path segment of each kind of record. */
export const listNames = {
  site: 'sites',
  contact: 'contacts',
  product: 'products',
  contract: 'contracts',
} as const satisfies Partial<Record<RecordKind, string>>;

/** Whether a product is within its free warranty, if that is known. */
export function warrantyBadge({ warrantyUntil }: Pick<ProductRow, 'warrantyUntil'>, today: string): Badge {
  const { state } = judgeWarranty(warrantyUntil, today);
  if (state === 'inside') return { text: '保修期内', icon: 'shield-check', tone: 'good' };
  if (state === 'outside') return { text: '已过保', icon: 'ban', tone: 'muted' };
  return { text: '无保修记录', icon: 'help', tone: 'muted' };
}

const soonDays = 31;

/** Whether a contract is in force on the day, and whether it ends soon (R11). */
export function contractBadge(contract: Pick<ContractRow, 'startsOn' | 'endsOn'>, today: string): Badge {
  if (contract.endsOn < today) return { text: '已到期', icon: 'ban', tone: 'muted' };
  if (contract.startsOn > today) return { text: '未开始', icon: 'clock', tone: 'info' };
  const left = (Date.parse(contract.endsOn) - Date.parse(today)) / 86_400_000;
  return left < soonDays
    ? { text: `${left + 1} 天后到期`, icon: 'clock-exclamation', tone: 'now' }
    : { text: '有效', icon: 'circle-check', tone: 'good' };
}

/** `¥28,600.00`; empty for null. */
export function priceText(cents: number | null): string {
  return cents === null
    ? ''
    : fromCents(cents).toLocaleString('zh-CN', { style: 'currency', currency: 'CNY' });
}

const actionNames = { entered: '录入', changed: '修改', removed: '删除', merged: '并入' };
const actionIcons: Record<ListedChange['action'], IconName> = {
  entered: 'plus',
  changed: 'edit',
  removed: 'trash',
  merged: 'arrows-join',
};
const sourceNames: Record<ListedChange['source'], string> = {
  page: '',
  ticket: '由工单写入',
  import: '由导入写入',
  merge: '合并客户',
  system: '系统初始数据',
};
const movedNames: Record<string, string> = {
  site: '地点',
  contact: '联系人',
  product: '产品',
  contract: '合同',
  ticket: '工单',
};

/** One entry of the history: who, when, and the values before and after. */
export function changeView(
  change: ListedChange,
  siteNames: Map<number, string>,
  now: Date,
  timeZone: string,
) {
  const { kind, action, before, after } = change;
  const names = action === 'merged' ? [] : [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return {
    icon: actionIcons[action],
    actor: change.actorName,
    what: `${actionNames[action]}${recordForm(kind).title}“${change.label}”`,
    moved: action === 'merged' ? movedText(after) : null,
    source: sourceNames[change.source],
    ticket: change.ticketNumber && { number: change.ticketNumber, href: paths.ticket(change.ticketNumber) },
    at: momentView(change.at, now, timeZone),
    fields: names.map((name) => ({
      label: fieldTitle(kind, name),
      before: action === 'entered' ? null : factText(name, before[name], siteNames),
      after: action === 'removed' ? null : factText(name, after[name], siteNames),
      isChange: action === 'changed',
    })),
  };
}

/** The text of a value; `（空）` for an empty one. */
export function factText(
  name: string,
  value: string | number | null | undefined,
  siteNames: Map<number, string>,
): string {
  if (value === null || value === undefined || value === '') return '（空）';
  if (name === 'priceCents') return priceText(Number(value));
  if (name === 'siteId') return siteNames.get(Number(value)) ?? `地点 ${value}`;
  return String(value);
}

function movedText(counts: Facts): string {
  const moved = Object.entries(counts).filter(([, count]) => Number(count) > 0);
  if (moved.length === 0) return '没有需要转入的内容';
  return `转入${moved.map(([kind, count]) => `${movedNames[kind] ?? kind} ${count} 项`).join('、')}`;
}
