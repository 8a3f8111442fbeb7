import type { Badge } from '../../../../platform/web/icons.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import type { DraftItem } from '../../read/processDrafts.js';
import type { ProcessOverview, ProcessVersion } from '../../read/processes.js';

interface Clock {
  now: Date;
  timeZone: string;
}

const badges: Record<'open' | 'submitted' | 'refused' | 'held', Badge> = {
  open: { text: '修改中', icon: 'edit', tone: 'muted' },
  submitted: { text: '待审批', icon: 'hourglass', tone: 'now' },
  refused: { text: '退回修改', icon: 'arrow-back-up', tone: 'late' },
  held: { text: '编辑中', icon: 'lock', tone: 'info' },
};

/** A draft in a list: who works on it, its state, and the link to edit or decide it. */
export function draftItem(draft: DraftItem, { now, timeZone }: Clock) {
  const { id, name, status, editor, submitter, holder, updatedAt, refusal } = draft;
  const isSubmitted = status === 'submitted';
  const badge = isSubmitted
    ? badges.submitted
    : holder
      ? badges.held
      : refusal
        ? badges.refused
        : badges.open;
  return {
    id,
    name,
    key: draft.processKey,
    href: isSubmitted ? paths.draftPublication(id) : paths.draft(id),
    badge,
    who: isSubmitted ? `${submitter ?? ''}提交` : holder ? `${holder}正在编辑` : `${editor}修改`,
    at: momentView(isSubmitted ? (draft.submittedAt ?? updatedAt) : updatedAt, now, timeZone),
  };
}

/** A version: who published it when, from what, and how many tickets run on it. */
function versionFacts(version: ProcessVersion, { now, timeZone }: Clock) {
  const { publisher, approver, comment, deployedAt, running } = version;
  return {
    version: version.version,
    at: momentView(deployedAt, now, timeZone),
    publisher: publisher ?? '取自文件夹',
    approver,
    comment,
    running,
  };
}

/** A process as its owners see it. */
export function processRow(
  { definition, versions }: ProcessOverview,
  drafts: readonly DraftItem[],
  mayEdit: boolean,
  clock: Clock,
) {
  const { key, name } = definition;
  const [latest] = versions;
  return {
    key,
    name,
    href: paths.process(key),
    latest: latest && versionFacts(latest, clock),
    running: versions
      .filter(({ running, version }) => running > 0 || version === latest?.version)
      .map(({ version, running }) => ({ version, running })),
    drafts: drafts.filter(({ processKey }) => processKey === key).map((draft) => draftItem(draft, clock)),
    mayEdit,
  };
}
