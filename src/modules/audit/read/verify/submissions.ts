import { type ChainedEvent, type HashedSubmission, hashSubmission } from '../../../tickets/index.js';
import { type Finding, ticketFinding } from './finding.js';

/** Submitted forms that differ from the history. */
export function submissionFaults(
  number: string,
  events: readonly ChainedEvent[],
  submissions: readonly (HashedSubmission & { id: number })[],
): Finding[] {
  const stored = new Map(submissions.map((submission) => [submission.id, submission]));
  const findings: Finding[] = [];
  for (const { seq, data } of events) {
    if (typeof data.submissionId !== 'number') continue;
    const submission = stored.get(data.submissionId);
    stored.delete(data.submissionId);
    if (!submission) {
      findings.push(ticketFinding(number, seq, `第 ${seq} 条所提交的表单缺失，被删除`));
    } else if (data.submissionHash !== hashSubmission(submission)) {
      const message = `第 ${seq} 条所提交的表单（${submission.elementId}）内容被改动，与其校验码不符`;
      findings.push(ticketFinding(number, seq, message));
    }
  }
  for (const { elementId } of stored.values()) {
    findings.push(ticketFinding(number, null, `多出一份没有流转记录的表单（${elementId}）`));
  }
  return findings;
}
