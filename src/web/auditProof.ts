import { join } from 'node:path';
import { checkpointStates } from '../audit/checkpointStates.js';
import { replayAll } from '../audit/replay/replayAll.js';
import { checkpointFolder } from '../audit/seal.js';
import { publicKeyIn } from '../audit/signingKey.js';
import { findingText } from '../audit/verify/finding.js';
import { verifyDatabase } from '../audit/verify/verifyDatabase.js';
import { logAccess } from '../commands/logAccess.js';
import { runCommand } from '../commands/runCommand.js';
import type { Handler, Web } from './deps.js';
import { bodyText } from './parameters.js';
import { paths } from './paths.js';
import { personOf } from './person.js';
import { momentView } from './presenters/moments.js';
import { renderPage } from './renderPage.js';

const foundAtMost = 200;

/** The public half of the key that seals checkpoints; null while it has not been made. */
export function publicKeyOf(web: Web) {
  return publicKeyIn(web.config.auditKeyFile);
}

/** GET /audit/checkpoints */
export const checkpoints: Handler = async (web, req, res) => {
  const { db, clock } = web.runtime;
  const { dataDirectory, timeZone } = web.config;
  const states = await checkpointStates(db, checkpointFolder(dataDirectory), publicKeyOf(web));
  await renderPage(web, req, res, 'audit/checkpoints', {
    title: '封存与核对',
    subtitle: '每天零点后封存全部工单的流转记录；此后的改动、删除都能查出。',
    keyId: states[0]?.keyId,
    checkpoints: states.map((state) => ({
      ...state,
      sealedAt: momentView(state.sealedAt, clock.now(), timeZone),
      shortRoot: state.root.slice(0, 16),
      isWhole: state.faults.length === 0,
      fault: state.faults.join('、'),
    })),
  });
};

/** POST /audit/verification: checks the whole database now. */
export const verify: Handler = async (web, req, res) => {
  const { db } = web.runtime;
  const { dataDirectory } = web.config;
  await runCommand(web.runtime, personOf(req), logAccess, { action: 'verify' });
  const { findings, ...counts } = await verifyDatabase({
    db,
    attachmentFolder: join(dataDirectory, 'attachments'),
    checkpointFolder: checkpointFolder(dataDirectory),
    publicKey: publicKeyOf(web),
  });
  await renderPage(web, req, res, 'audit/result', {
    title: '核对结果',
    back: { href: paths.checkpoints(), label: '封存与核对' },
    summary: `已核对 ${counts.tickets} 张工单、${counts.events} 条流转记录、${counts.checkpoints} 个检查点。`,
    isWell: findings.length === 0,
    wellText: '全部完整，没有发现改动。',
    findings: findings.slice(0, foundAtMost).map(findingText),
    count: findings.length,
  });
};

const replayedAtOnce = 200;

/** POST /audit/replay: runs the recorded commands of all tickets again, some hundreds at a time. */
export const replay: Handler = async (web, req, res) => {
  const { db, definitions } = web.runtime;
  const from = Number(bodyText(req, 'from', 9)) || 0;
  await runCommand(web.runtime, personOf(req), logAccess, { action: 'replay', detail: '全部工单' });
  const { reports, all } = await replayAll(db, definitions, { from, count: replayedAtOnce });
  const wrong = reports.flatMap(({ number, differences }) =>
    differences.map(
      ({ seq, message }) => `工单 ${number}：${seq === null ? '' : `第 ${seq} 条：`}${message}`,
    ),
  );
  const done = from + reports.length;
  const steps = reports.reduce((sum, report) => sum + report.steps, 0);
  await renderPage(web, req, res, 'audit/result', {
    title: '重新计算核对',
    back: { href: paths.checkpoints(), label: '封存与核对' },
    summary: `第 ${Math.min(from + 1, done)}–${done} 张工单（共 ${all} 张），重新执行 ${steps} 步操作。`,
    isWell: wrong.length === 0,
    wellText: '任务、计时、数据和结果与存储的完全一致。',
    findings: wrong.slice(0, foundAtMost),
    count: wrong.length,
    next: done < all ? done : null,
  });
};
