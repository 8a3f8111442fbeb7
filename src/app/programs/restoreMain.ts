import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inBackup, keptPrefix } from '../../backup/layout.js';
import { readManifest } from '../../backup/manifest.js';
import { restoreBackup } from '../../backup/restoreBackup.js';
import { keyIdOf, readPublicKey } from '../../modules/audit/index.js';
import { readConfig } from '../../platform/config.js';
import { lockDatabase } from '../../platform/db/lockDatabase.js';
import { printFaults, printLine, progressBars, runProgram } from './terminal.js';

const usage = '用法：npm run restore -- 备份文件夹 [--accept-key 指纹] [--accept-faults]';

/** `npm run restore -- FOLDER`: proves a backup beside the present data, then puts it into their place and keeps them. */
runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'accept-key': { type: 'string' }, 'accept-faults': { type: 'boolean' } },
  });
  if (positionals.length !== 1) {
    printLine(usage);
    return false;
  }
  const config = readConfig();
  const folder = resolve(positionals[0] as string);
  const { keyId } = readManifest(folder, join(folder, inBackup.auditKey));
  const present = readPublicKey(config.auditKeyFile);
  if (present && keyIdOf(present) !== keyId && values['accept-key'] !== keyId) {
    printLine(`✗ 备份的密钥（指纹 ${keyId}）不是现在使用的密钥（指纹 ${keyIdOf(present)}）。`);
    printLine(`如果确认这份备份是本单位的，请加上 --accept-key ${keyId} 再运行。什么也没有改变。`);
    return false;
  }
  const lock = lockDatabase(config.databaseUrl);
  const options = { acceptFaults: values['accept-faults'] ?? false, onProgress: progressBars() };
  const restored = await printFaults(() => restoreBackup(config, folder, new Date(), options)).finally(
    lock.release,
  );
  if (!restored) return false;
  const { proof, manifest, stamp } = restored;
  printLine(`已核对 ${proof.tickets} 张工单、${proof.events} 条流转记录，重新计算 ${proof.steps} 步操作。`);
  printLine(
    `✓ 已恢复到 ${manifest.takenAt} 的备份。原来的数据保留在 ${keptPrefix}${stamp}，确认无误后可以删除。`,
  );
  return true;
});
