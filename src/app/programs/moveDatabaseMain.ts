import { parseArgs } from 'node:util';
import { moveDatabase } from '../../backup/upgrade.js';
import { readConfig } from '../../platform/config.js';
import { lockDatabase } from '../../platform/db/lockDatabase.js';
import { printFaults, printLine, progressBars, runProgram } from './terminal.js';

/** `npm run database:move -- postgres://…`: moves everything from the configured database into an empty one, with proof. */
runProgram(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'accept-faults': { type: 'boolean' } },
  });
  const [target] = positionals;
  if (!target) {
    printLine('用法：npm run database:move -- postgres://用户:密码@主机/数据库 [--accept-faults]');
    return false;
  }
  const config = readConfig();
  const lock = lockDatabase(config.databaseUrl);
  const options = { acceptFaults: values['accept-faults'] ?? false, onProgress: progressBars() };
  const moved = await printFaults(() => moveDatabase(config, target, new Date(), options)).finally(
    lock.release,
  );
  if (!moved) return false;
  const { proof } = moved;
  printLine(`已核对 ${proof.tickets} 张工单、${proof.events} 条流转记录，重新计算 ${proof.steps} 步操作。`);
  printLine('✓ 已全部迁移。请把 DATABASE_URL 改为新的数据库再启动；原来的数据库没有改变。');
  return true;
});
