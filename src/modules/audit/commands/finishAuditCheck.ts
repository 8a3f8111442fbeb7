import { finishWork, isWorthNotifying, type WorkStep } from '../../../jobs/commands/longWork.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices } from '../../people/index.js';
import { auditCheckNames } from '../model/auditChecks.js';
import { type AuditCheckRow, updateAuditCheck } from '../store/auditChecks.js';

const maxKeptFindings = 200;

/** Stores the result of a check of all records, and mails whoever asked for it when the check took long. */
export async function finishAuditCheck(
  context: CommandContext,
  input: WorkStep<AuditCheckRow> & {
    tickets: number;
    counts: AuditCheckRow['counts'];
    findings: readonly string[];
  },
): Promise<void> {
  const { tickets, counts, findings, ...step } = input;
  const found = await finishWork(context, step, tickets);
  if (!found) return;
  const outcome = { counts, findings: findings.slice(0, maxKeptFindings), findingCount: findings.length };
  await updateAuditCheck(context.tx, found.id, outcome);
  if (!isWorthNotifying(context, found)) return;
  const result = findings.length === 0 ? '没有发现问题' : `发现 ${findings.length} 处问题`;
  await queueNotices(context, null, [found.requestedBy], {
    kind: '核对',
    about: auditCheckNames[found.kind],
    text: `${auditCheckNames[found.kind]}已经完成，共 ${tickets} 张工单，${result}。`,
    path: paths.auditCheck(found.id),
  });
}
