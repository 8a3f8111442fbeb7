import type { Actor } from '../../../platform/actor.js';
import { isPermitted, type Permission, permissions } from '../../../platform/permissions.js';

/** What can be taken out as a file. */
export type ExportKind = 'register' | 'customers' | 'refusedRows' | 'auditedTickets';
export const exportNames: Record<ExportKind, string> = {
  register: '报修登记簿',
  customers: '客户档案',
  refusedRows: '不能导入的行',
  auditedTickets: '审计查询结果',
};

const exportPermissions: Record<ExportKind, Permission> = {
  register: permissions.oversee,
  customers: permissions.editFile,
  refusedRows: permissions.editFile,
  auditedTickets: permissions.audit,
};

/** How long a finished file is kept: it holds data of customers. */
export const keptDays = 7;

/** ISO 8601 in UTC: when a file that was finished then is removed. */
export function keptUntil(finishedAt: string): string {
  return new Date(Date.parse(finishedAt) + keptDays * 24 * 60 * 60 * 1000).toISOString();
}

/** What is in a file, in words: `状态：未派工；客户：聊城`, `全部`. */
export function criteriaText(criteria: Readonly<Record<string, string>>): string {
  const values = Object.entries(criteria).map(([label, value]) => `${label}：${value}`);
  return values.join('；') || '全部';
}

/** How many files one person may have written at a time. */
export const maxRunningExports = 5;

/** Why the actor may not take this out; null when allowed. */
export function whyNotExport(actor: Actor, kind: ExportKind): string | null {
  const isTaker = isPermitted(exportPermissions[kind], actor);
  return isTaker ? null : `您的岗位不能导出${exportNames[kind]}。`;
}
