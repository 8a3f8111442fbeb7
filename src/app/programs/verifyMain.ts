import { join } from 'node:path';
import { checkpointFolder, findingText, readPublicKey, verifyDatabase } from '../../modules/audit/index.js';
import { readConfig } from '../../platform/config.js';
import { connect } from '../../platform/db/connect.js';
import { printLine, progressBar, runProgram } from './terminal.js';

/** `npm run audit:verify`: checks the configured database and names whatever was tampered with. */
runProgram(async () => {
  const config = readConfig();
  const db = connect(config.databaseUrl);
  try {
    const { tickets, events, securityEvents, checkpoints, findings } = await verifyDatabase({
      db,
      attachmentFolder: join(config.dataDirectory, 'attachments'),
      checkpointFolder: checkpointFolder(config.dataDirectory),
      publicKey: readPublicKey(config.auditKeyFile),
      onProgress: progressBar('核对工单'),
    });
    for (const finding of findings) printLine(`✗ ${findingText(finding)}`);
    printLine(
      `已核对 ${tickets} 张工单、${events} 条流转记录、${securityEvents} 条安全日志、${checkpoints} 个检查点。`,
    );
    printLine(findings.length === 0 ? '✓ 全部完整，没有发现改动。' : `✗ 发现 ${findings.length} 处问题。`);
    return findings.length === 0;
  } finally {
    await db.destroy();
  }
});
