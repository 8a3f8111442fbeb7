import type { Actor } from '../../../platform/actor.js';
import { defaultPublishing, everyProcess, type PublishingValue } from '../../settings/index.js';

/**
 * Whether a second owner must approve what is published of this process (R18): where it is set, and always where a service
 * that the diagram uses may change permissions.
 * @param services the services that the diagram uses; empty for a file of the folder, which the administrator of the
 * machine put there
 */
export function needsApproval(
  setting: PublishingValue | undefined,
  processKey: string,
  services: readonly { changesPermissions: boolean }[],
): boolean {
  const { fourEyes } = setting ?? defaultPublishing;
  const isSet = fourEyes.includes(everyProcess) || fourEyes.includes(processKey);
  return isSet || services.some(({ changesPermissions }) => changesPermissions);
}

interface DraftState {
  status: 'open' | 'submitted' | 'published' | 'discarded';
  submittedBy: number | null;
}

/** Why the draft can't be published by this owner; null when it can. */
export function whyNotPublish(actor: Actor, draft: DraftState, approvalNeeded: boolean): string | null {
  if (draft.status === 'published') return '这份草稿已经发布。';
  if (draft.status === 'discarded') return '这份草稿已经作废。';
  if (draft.status === 'submitted') return whyNotDecide(actor, draft);
  return approvalNeeded ? '该流程须由另一位流程负责人批准后发布，请提交审批。' : null;
}

/** Why this owner can't approve or refuse what was submitted; null when it can be done. */
export function whyNotDecide(actor: Actor, { status, submittedBy }: DraftState): string | null {
  if (status !== 'submitted') return '这份草稿没有提交审批。';
  return submittedBy === actor.id ? '提交人不能审批自己提交的修改，请由另一位流程负责人审批。' : null;
}
