import { join, resolve } from 'node:path';
import { backupFolder, stampOf } from '../../backup/layout.js';
import { writeBackup } from '../../backup/writeBackup.js';
import { readConfig } from '../../platform/config.js';
import { printLine, runProgram } from './terminal.js';

/** `npm run backup [-- FOLDER]`: writes database, files and keys into a new folder while the application runs. */
runProgram(async () => {
  const config = readConfig();
  const now = new Date();
  const [named] = process.argv.slice(2);
  const folder = named ? resolve(named) : join(config.dataDirectory, backupFolder, stampOf(now));
  const { tables, files } = await writeBackup(config, folder, now);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const megabytes = files.reduce((sum, file) => sum + file.size, 0) / 1_000_000;
  printLine(
    `✓ 已备份到 ${folder}：${tables.length} 张表共 ${rows} 行，${files.length} 个文件，${megabytes.toFixed(1)} MB。`,
  );
  printLine('备份里有客户资料和密钥，请保存在另一台机器或另一块硬盘上，并限制谁能读。');
  return true;
});
