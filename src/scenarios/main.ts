import { join } from 'node:path';
import { DomainError } from '../platform/errors.js';
import { loadFormExamples } from './checks/formExamples.js';
import { loadScenarioFiles } from './files/loadScenarioFiles.js';
import { reportLines } from './report/report.js';
import { runScenarioFile } from './runScenarioFile.js';
import { prepareSqliteSites } from './sites/sqliteSites.js';
import type { ProcessReport } from './types.js';

const root = join(import.meta.dirname, '..', '..');
const printLine = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Runs the scenarios of all processes, or of those named, on temporary databases and prints the report.
 * @returns whether everything passed and every sequence flow was taken
 * @throws {InvalidScenarios} {InvalidDefinition} {InvalidFormDefinition}
 */
export async function runScenarios(keys: readonly string[]): Promise<boolean> {
  const folders = { processes: join(root, 'processes'), forms: join(root, 'forms') };
  const files = await loadScenarioFiles(folders.processes);
  const unknown = keys.filter((key) => !files.some((file) => file.process === key));
  if (unknown.length > 0) {
    printLine(`没有流程 ${unknown.join('、')}；现有：${files.map((file) => file.process).join('、')}`);
    return false;
  }
  const examples = await loadFormExamples(join(folders.forms, 'examples'));
  const sites = await prepareSqliteSites(folders);
  const reports: ProcessReport[] = [];
  try {
    for (const file of files.filter((one) => keys.length === 0 || keys.includes(one.process)))
      reports.push(await runScenarioFile(sites.openSite, examples, file));
  } finally {
    await sites.remove();
  }
  for (const line of reportLines(reports)) printLine(line);
  return reports.every((report) => report.passed);
}

if (process.argv[1] === import.meta.filename) {
  runScenarios(process.argv.slice(2)).then(
    (passed) => {
      process.exitCode = passed ? 0 : 1;
    },
    (error) => {
      process.stderr.write(`${error instanceof DomainError ? error.message : (error?.stack ?? error)}\n`);
      process.exitCode = 1;
    },
  );
}
