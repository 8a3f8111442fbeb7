import { parseArgs } from 'node:util';
import { isOutdated, upgrade } from '../../backup/upgrade.js';
import { readConfig } from '../../platform/config.js';
import { lockDatabase } from '../../platform/db/lockDatabase.js';
import { printFaults, printLine, progressBars, runProgram } from './terminal.js';

/** `npm run upgrade`: backs the database up, migrates and proves a copy, then puts it into place. */
runProgram(async () => {
  const { values } = parseArgs({ options: { 'accept-faults': { type: 'boolean' } } });
  const config = readConfig();
  if (!(await isOutdated(config.databaseUrl))) {
    printLine('✓ 数据库已经是当前版本，不需要升级。');
    return true;
  }
  const lock = lockDatabase(config.databaseUrl);
  const options = { acceptFaults: values['accept-faults'] ?? false, onProgress: progressBars() };
  const upgraded = await printFaults(() => upgrade(config, new Date(), options)).finally(lock.release);
  if (!upgraded) return false;
  const { proof, backup } = upgraded;
  printLine(`已核对 ${proof.tickets} 张工单、${proof.events} 条流转记录，重新计算 ${proof.steps} 步操作。`);
  printLine(`✓ 升级完成。升级前的备份在 ${backup}。`);
  return true;
});
