import type { Request, Response } from 'express';
import { cancelWork } from '../../../jobs/commands/longWork.js';
import { awaitShortWork } from '../../../jobs/web/awaitShortWork.js';
import { runCommand } from '../../../platform/runCommand.js';
import { nothing } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { momentView } from '../../../platform/web/moments.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { refreshSeconds, renderPage } from '../../../platform/web/renderPage.js';
import { requestAuditCheck } from '../commands/requestAuditCheck.js';
import type { AuditCheckKind } from '../model/auditChecks.js';
import { selectAuditCheck, selectAuditChecks } from '../read/auditChecks.js';
import { selectCheckpointStates } from '../read/checkpointStates.js';
import { auditCheckWork } from '../steps/auditCheckWork.js';
import { checkpointFolder } from '../steps/seal.js';
import { readPublicKey } from '../steps/signingKey.js';
import { auditCheckItem, auditCheckView } from './presenters/auditChecks.js';

/** The public key that belongs to the checkpoints' signatures; null before the key exists. */
export function publicKeyOf(web: Web) {
  return readPublicKey(web.config.auditKeyFile);
}

/** GET /audit/checkpoints */
export const checkpoints: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { dataDirectory, timeZone } = web.config;
  const checks = await selectAuditChecks(db);
  const states = await selectCheckpointStates(db, checkpointFolder(dataDirectory), publicKeyOf(web));
  await renderPage(web, req, res, 'audit/checkpoints', {
    title: '封存与核对',
    subtitle: '每天零点后封存全部工单的流转记录；此后的改动、删除都能查出。',
    keyId: states[0]?.keyId,
    checks: checks.map((check) => auditCheckItem(check, clock.now(), timeZone)),
    checkpoints: states.map((state) => ({
      ...state,
      sealedAt: momentView(state.sealedAt, clock.now(), timeZone),
      shortRoot: state.root.slice(0, 16),
      isWhole: state.faults.length === 0,
      fault: state.faults.join('、'),
    })),
  });
};

/** POST /audit/verification: has all records checked against their chains, the checkpoints and the files. */
export const verify = receives(nothing, (web, req, res) => startCheck(web, req, res, 'verify'));

/** POST /audit/replay: has the recorded commands of all tickets run again. */
export const replay = receives(nothing, (web, req, res) => startCheck(web, req, res, 'replay'));

/** GET /audit/checks/:id: progress or result of a check; the page reloads itself while the check runs. */
export const show: Handler = async (web, req, res) => {
  const { clock, db } = web.runtime;
  const found = await selectAuditCheck(db, idParameter(req, '该次核对'));
  const isRunning = found.status === 'running';
  await renderPage(web, req, res, 'audit/check', {
    ...auditCheckView(found, personOf(req).id, clock.now(), web.config.timeZone),
    refresh: isRunning ? refreshSeconds : null,
    back: { href: paths.checkpoints(), label: '封存与核对' },
  });
};

/** POST /audit/checks/:id/cancellation */
export const cancel = receives(nothing, async (web, req, res) => {
  const id = idParameter(req, '该次核对');
  await runCommand(web.runtime, personOf(req), cancelWork, { work: auditCheckWork, id });
  flash(req, 'success', '已停止核对。');
  res.redirect(303, paths.auditCheck(id));
});

async function startCheck(web: Web, req: Request, res: Response, kind: AuditCheckKind): Promise<void> {
  const { db } = web.runtime;
  const { id } = await runCommand(web.runtime, personOf(req), requestAuditCheck, { kind });
  await awaitShortWork(async () => (await selectAuditCheck(db, id)).status);
  res.redirect(303, paths.auditCheck(id));
}
