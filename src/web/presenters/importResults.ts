import type { RowResult } from '../../commands/importDirectory.js';
import type { Badge } from './labels.js';

const kindNames = { department: '部门', position: '岗位', person: '人员' };

const badges: Record<RowResult['outcome'], Badge> = {
  created: { text: '新增', icon: 'circle-plus', tone: 'good' },
  changed: { text: '修改', icon: 'pencil', tone: 'info' },
  same: { text: '不变', icon: 'check', tone: 'muted' },
  refused: { text: '拒绝', icon: 'ban', tone: 'late' },
};

/** What an import or a template does, row by row and in figures; refused rows first. */
export function resultView(results: readonly RowResult[]) {
  const count = (outcome: RowResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const view = ({ kind, line, name, outcome, reason }: RowResult) => ({
    kind: kindNames[kind],
    line,
    name: name.length > 60 ? `${name.slice(0, 60)}…` : name,
    badge: badges[outcome],
    reason,
  });
  const of = (...outcomes: RowResult['outcome'][]) =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).map(view);
  return {
    refused: of('refused'),
    accepted: of('created', 'changed'),
    figures: {
      created: count('created'),
      changed: count('changed'),
      same: count('same'),
      refused: count('refused'),
    },
    hasChanges: count('created') + count('changed') > 0,
  };
}
