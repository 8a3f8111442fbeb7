import type { Actor } from '../../../platform/actor.js';
import { isPermitted, type Permission, permissions } from '../../../platform/permissions.js';

/** The kinds of exports. */
export type ExportKind = 'register' | 'customers' | 'refusedRows' | 'auditedTickets';
export const exportNames: Record<ExportKind, string> = {
  register: '报修登记簿',
  customers: '客户档案',
  refusedRows: '不能导入的行',
  auditedTickets: '审计查询结果',
};

const exportPermissions: Record<ExportKind, Permission> = {
  register: permissions.oversee,
  customers: permissions.editCustomerFile,
  refusedRows: permissions.editCustomerFile,
  auditedTickets: permissions.audit,
};

/** The time for which a finished file is kept; it is short because the file holds customer data. */
export const keptDays = 7;

/** When a file that was finished at this moment is removed; ISO 8601 in UTC. */
export function keptUntil(finishedAt: string): string {
  return new Date(Date.parse(finishedAt) + keptDays * 24 * 60 * 60 * 1000).toISOString();
}

/** The criteria of an export as text: `状态：未派工；客户：聊城`, or `全部`. */
export function criteriaText(criteria: Readonly<Record<string, string>>): string {
  const values = Object.entries(criteria).map(([label, value]) => `${label}：${value}`);
  return values.join('；') || '全部';
}

/** The most exports that one person may have running. */
export const maxRunningExports = 5;

/** Why the actor may not export this kind; null when allowed. */
export function whyNotExport(actor: Actor, kind: ExportKind): string | null {
  const isAllowed = isPermitted(exportPermissions[kind], actor);
  return isAllowed ? null : `您的岗位不能导出${exportNames[kind]}。`;
}
