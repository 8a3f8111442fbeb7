import { queueWork } from '../../../jobs/commands/longWork.js';
import type { AccessAction } from '../../../platform/access/accessLog.js';
import { logAccess } from '../../../platform/access/logAccess.js';
import { NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { ExportKind } from '../model/exports.js';
import { criteriaText, exportNames, maxRunningExports, whyNotExport } from '../model/exports.js';
import { exportWork } from '../steps/exportWork.js';
import { type ExportRow, insertExport, selectRunningExports } from '../store/exports.js';

export type ExportRequest = Pick<ExportRow, 'kind' | 'query' | 'criteria'>;

/**
 * Starts an export in the background and enters it in the access log. Asking for the same again while it runs returns the
 * same export.
 * @throws {NotAllowed} also when the person has too many running exports
 */
export async function requestExport(
  context: CommandContext,
  request: ExportRequest,
): Promise<{ id: number }> {
  const { tx, actor, now } = context;
  const refusal = whyNotExport(actor, request.kind);
  if (refusal) throw new NotAllowed(refusal);
  const running = await selectRunningExports(tx, actor.id as number);
  const same = running.find((one) => isSame(one, request));
  if (same) return { id: same.id };
  if (running.length >= maxRunningExports)
    throw new NotAllowed(
      `您已有 ${maxRunningExports} 个文件正在导出，请等其中一个完成，或在“我的导出”中停止。`,
    );
  const requestedAt = now.toISOString();
  const id = await insertExport(tx, { ...request, requestedBy: actor.id as number, requestedAt });
  await queueWork(context, exportWork, id);
  const detail = `${exportNames[request.kind]}，${criteriaText(request.criteria)}`;
  await logAccess(context, { action: actionOf(request.kind), detail });
  return { id };
}

const isSame = (one: ExportRequest, other: ExportRequest) =>
  one.kind === other.kind && JSON.stringify(one.query) === JSON.stringify(other.query);

const actionOf = (kind: ExportKind): AccessAction =>
  kind === 'auditedTickets' ? 'export-search' : 'export-file';
