import type { Badge } from '../../../../platform/web/icons.js';
import type { ImportPreview, RowResult } from '../../commands/importDirectory.js';
import { type ChangeDetail, changeDetails } from './directoryChanges.js';

const kindNames = { department: '部门', position: '岗位', person: '人员' };

const badges: Record<RowResult['outcome'], Badge> = {
  created: { text: '新增', icon: 'circle-plus', tone: 'good' },
  changed: { text: '修改', icon: 'edit', tone: 'info' },
  same: { text: '不变', icon: 'check', tone: 'muted' },
  refused: { text: '拒绝', icon: 'ban', tone: 'late' },
};

const maxNameLength = 60;

/** The result of an import or template by row and in figures; refused rows come first, unchanged ones are left out. */
export function resultView({
  results,
  changes = [],
  after,
}: Pick<ImportPreview, 'results'> & Partial<ImportPreview>) {
  const details = after ? changeDetails(changes, after) : new Map<string, ChangeDetail[]>();
  const view = ({ kind, line, name, outcome, reason, id }: RowResult) => ({
    kind: kindNames[kind],
    line,
    name: name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name,
    badge: badges[outcome],
    reason,
    isNew: outcome === 'created',
    changes: (details.get(`${kind}-${id}`) ?? []).filter(
      ({ field }) => outcome !== 'created' || field !== 'name',
    ),
  });
  const withOutcome = (outcome: RowResult['outcome']) => results.filter((one) => one.outcome === outcome);
  const [created, changed, same, refused] = [
    withOutcome('created'),
    withOutcome('changed'),
    withOutcome('same'),
    withOutcome('refused'),
  ];
  const written = results.filter(({ outcome }) => outcome === 'created' || outcome === 'changed');
  return {
    rows: [...refused, ...written].map(view),
    figures: {
      created: created.length,
      changed: changed.length,
      same: same.length,
      refused: refused.length,
    },
    toWrite: written.length,
  };
}
