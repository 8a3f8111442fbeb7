import type { Person } from '../../../../platform/actor.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import { needsApproval, whyNotDecide, whyNotPublish } from '../../model/publishing.js';
import type { DraftPublication } from '../../read/processPublication.js';
import type { DraftProblem } from '../../steps/checkDraft.js';
import type { ServiceDescription } from '../../steps/designerTools.js';
import type { ProcessDraftAction, ProcessDraftEventRow } from '../../store/processDraftEvents.js';

interface Clock {
  now: Date;
  timeZone: string;
}

const actionNames: Record<ProcessDraftAction, string> = {
  created: '新建草稿',
  changed: '修改流程图',
  'form-changed': '修改表单',
  'form-removed': '取消表单的修改',
  submitted: '提交审批',
  withdrawn: '撤回',
  refused: '退回修改',
  published: '发布',
  discarded: '作废',
};

/** The page on which a draft is published, submitted, approved or refused. */
export function publicationView(
  publication: DraftPublication,
  problems: readonly DraftProblem[],
  services: readonly ServiceDescription[],
  person: Person,
  clock: Clock,
) {
  const { draft, latestVersion, baseVersion, lockedBy } = publication;
  const { id, name, processKey } = draft;
  const approvalNeeded = needsApproval(publication.publishing, processKey, services);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return {
    title: `发布流程：${name}`,
    draft: { id, name, processKey, status: draft.status, refusal: draft.refusal, comment: draft.comment },
    fingerprint: publication.fingerprint,
    state: stateOf(publication, person, approvalNeeded),
    whyReadOnly: publication.whyReadOnly,
    isClear: errors.length === 0,
    problems: problems.map((problem) => ({ ...problem, isError: problem.severity === 'error' })),
    errorCount: errors.length,
    warningCount: problems.length - errors.length,
    nextVersion: latestVersion + 1,
    isNew: latestVersion === 0,
    /** Somebody published since the draft began. */
    overtaken: baseVersion !== null && baseVersion < latestVersion ? { baseVersion, latestVersion } : null,
    approvalNeeded,
    services: services.filter(({ changes }) => changes !== ''),
    changesPermissions: services.some(({ changesPermissions }) => changesPermissions),
    lockedBy,
    submitter: publication.submitter,
    forms: publication.forms.map((form) => ({ ...form, usedBy: form.usedBy.join('、') })),
    events: publication.events.map((event) => eventItem(event, clock)),
    back: { href: paths.draft(id), label: draft.status === 'open' ? '编辑草稿' : '查看草稿' },
  };
}

/** What this person can do with the draft now. */
function stateOf({ draft, isOwner }: DraftPublication, person: Person, approvalNeeded: boolean) {
  const isOpen = isOwner && draft.status === 'open';
  const isSubmitted = isOwner && draft.status === 'submitted';
  const canPublish = whyNotPublish(person, draft, approvalNeeded) === null;
  return {
    isOpen,
    mayPublish: isOpen && canPublish,
    maySubmit: isOpen && !canPublish,
    mayDecide: isOwner && whyNotDecide(person, draft) === null,
    mayWithdraw: isSubmitted && draft.submittedBy === person.id,
  };
}

function eventItem({ at, actorName, action, note }: ProcessDraftEventRow, { now, timeZone }: Clock) {
  return { at: momentView(at, now, timeZone), who: actorName, what: actionNames[action], note };
}
