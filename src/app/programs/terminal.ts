import { UnprovenBackup } from '../../backup/restoreBackup.js';

/** Prints a line. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`);
}

const width = 30;

/** Draws a bar on standard error that is drawn over as the work goes on; where nobody watches, nothing. */
export function progressBar(label: string): (done: number, all: number) => void {
  const isTTY = process.stderr.isTTY;
  let drawn = -1;
  return (done, all) => {
    const share = all === 0 ? 1 : done / all;
    const percent = Math.floor(share * 100);
    if (!isTTY || percent === drawn) return;
    drawn = percent;
    const filled = Math.round(share * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    process.stderr.write(`\r${label} ${bar} ${percent}% ${done}/${all}${done === all ? '\n' : ''}`);
  };
}

/** Ends a command-line program by whether all was well; an error is printed and ends it with 1 too. */
export function runProgram(work: () => Promise<boolean>): void {
  work().then(
    (isWell) => {
      process.exitCode = isWell ? 0 : 1;
    },
    (error) => {
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    },
  );
}

/** Progress of work in several parts, with a bar for each of their labels. */
export function progressBars(): (label: string, done: number, all: number) => void {
  const bars = new Map<string, ReturnType<typeof progressBar>>();
  return (label, done, all) => {
    const bar = bars.get(label) ?? progressBar(label);
    bars.set(label, bar);
    bar(done, all);
  };
}

/** Gives what the work gives, or null after it has printed each fault for which the work was refused. */
export async function printFaults<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnprovenBackup)) throw error;
    for (const fault of error.faults) printLine(`✗ ${fault}`);
    printLine('✗ 没有通过核对，什么也没有改变。确认可以接受时，请加上 --accept-faults 再运行。');
    return null;
  }
}
