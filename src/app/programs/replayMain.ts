import { differencesText, replayAll } from '../../modules/audit/index.js';
import { createDefinitionCache } from '../../modules/processes/index.js';
import { readConfig } from '../../platform/config.js';
import { connect } from '../../platform/db/connect.js';
import { printLine, progressBar, runProgram } from './terminal.js';

/** `npm run audit:replay [number…]`: runs the recorded commands of tickets again and compares the outcome. */
runProgram(async () => {
  const numbers = process.argv.slice(2);
  const config = readConfig();
  const db = connect(config.databaseUrl);
  try {
    const chosen = numbers.length > 0 ? new Set(numbers) : null;
    const tools = { db, definitions: createDefinitionCache(), settings: config };
    const bar = progressBar('重新计算');
    const { reports } = await replayAll(tools, chosen, bar);
    const found = new Set(reports.map((report) => report.number));
    const unknown = numbers.filter((number) => !found.has(number));
    for (const number of unknown) printLine(`✗ 没有工单 ${number}`);
    const wrong = reports.flatMap(differencesText);
    for (const line of wrong) printLine(`✗ ${line}`);
    const steps = reports.reduce((sum, report) => sum + report.steps, 0);
    printLine(`已重新计算 ${reports.length} 张工单的 ${steps} 步操作。`);
    const isWell = wrong.length === 0 && unknown.length === 0;
    printLine(isWell ? '✓ 结果与存储的完全一致。' : `✗ 发现 ${wrong.length + unknown.length} 处不一致。`);
    return isWell;
  } finally {
    await db.destroy();
  }
});
