import { createDefinitionCache } from '../../modules/processes/index.js';
import { changeText, selectExpressionChanges, serviceDescriptions } from '../../modules/tickets/index.js';
import { readConfig } from '../../platform/config.js';
import { connect } from '../../platform/db/connect.js';
import { printLine, progressBar, runProgram } from './terminal.js';

/** `npm run feel:changes`: names expressions that answer running tickets otherwise than the evaluator before did. */
runProgram(async () => {
  const config = readConfig();
  const db = connect(config.databaseUrl);
  try {
    const results = new Map(serviceDescriptions.map(({ id, results: names }) => [id, names]));
    const tools = { db, definitions: createDefinitionCache(), settings: config, now: new Date(), results };
    const found = await selectExpressionChanges(tools, progressBar('检查表达式'));
    for (const change of found.changes) printLine(`✗ ${changeText(change)}`);
    printLine(`已检查 ${found.versions} 个流程版本和其中 ${found.tickets} 张在办工单的表达式。`);
    const isWell = found.changes.length === 0;
    printLine(
      isWell
        ? '✓ 结果与以前一样。'
        : `✗ ${found.changes.length} 处的结果会与以前不同，请先改正流程图再升级。`,
    );
    return isWell;
  } finally {
    await db.destroy();
  }
});
