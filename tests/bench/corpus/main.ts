import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { importFile, kindOf, type Outcome } from './importFile.js';

const results = ['as it comes', 'with mends', 'as a draft', 'refused', 'crashed'] as const;
const mostReasons = 40;

/** `npm run bpmn:corpus -- FOLDER…`: what becomes of every BPMN file below each folder when it is imported. */
async function main(folders: readonly string[]): Promise<void> {
  if (folders.length === 0)
    throw new Error('usage: npm run bpmn:corpus -- FOLDER… (with *.bpmn or *.bpmn20.xml files)');
  for (const folder of folders) await measure(folder);
}

async function measure(folder: string): Promise<void> {
  const outcomes: [string, Outcome][] = [];
  for (const file of bpmnFiles(folder)) {
    outcomes.push([file, await importFile(readFileSync(join(folder, file)))]);
  }
  console.log(`\n${basename(folder)}: ${outcomes.length} different files`);
  for (const result of results) {
    console.log(
      `${result.padEnd(24)} ${String(count(outcomes, (one) => one.result === result)).padStart(6)}`,
    );
  }
  const losing = outcomes.filter(([, { lost }]) => lost.length > 0);
  console.log(`${'lost without a word'.padEnd(24)} ${String(losing.length).padStart(6)}`);
  for (const [file, { lost }] of losing) console.log(`  ${file}: ${lost.join(', ')}`);
  for (const [file, { reasons }] of outcomes.filter(([, { result }]) => result === 'crashed'))
    console.log(`  crashed ${file}: ${reasons.join(' ')}`);
  printReasons(outcomes, 'refused');
  printReasons(outcomes, 'as a draft');
}

/** In how many files each reason stands. */
function printReasons(outcomes: readonly [string, Outcome][], result: Outcome['result']): void {
  const files = new Map<string, number>();
  for (const [, outcome] of outcomes.filter(([, one]) => one.result === result)) {
    for (const reason of new Set(outcome.reasons.map(kindOf)))
      files.set(reason, (files.get(reason) ?? 0) + 1);
  }
  const sorted = [...files].sort(([, one], [, other]) => other - one);
  console.log(`${result}, because of (files):`);
  for (const [reason, number] of sorted.slice(0, mostReasons))
    console.log(`  ${String(number).padStart(5)}  ${reason}`);
}

function count(outcomes: readonly [string, Outcome][], isOne: (outcome: Outcome) => boolean): number {
  return outcomes.filter(([, outcome]) => isOne(outcome)).length;
}

/** Every file once, however often a copy of it lies there. */
function bpmnFiles(folder: string): string[] {
  const seen = new Set<string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.bpmn2?$|\.bpmn20\.xml$/.test(name),
  );
  return files.sort().filter((name) => {
    const content = readFileSync(join(folder, name), 'latin1');
    return !seen.has(content) && seen.add(content);
  });
}

await main(process.argv.slice(2));
