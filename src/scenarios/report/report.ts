import type { ProcessReport, ScenarioReport } from '../types.js';

/** What a process owner reads after a run: a table of the processes, and for everything that failed where and why. */
export function reportLines(reports: readonly ProcessReport[]): string[] {
  const head = ['流程', '场景', '步骤', '顺序流', '覆盖'];
  return [...table([head, ...reports.map(row)]), ...reports.flatMap(details)];
}

function row({ name, process, scenarios, coverage }: ProcessReport): string[] {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  const passed = (list: readonly { passed: boolean }[]) =>
    `${list.filter((one) => one.passed).length}/${list.length}`;
  const share = coverage.all === 0 ? 100 : Math.floor((coverage.taken / coverage.all) * 100);
  return [
    `${name} ${process}`,
    passed(scenarios),
    passed(steps),
    `${coverage.taken}/${coverage.all}`,
    `${share} %`,
  ];
}

function details({ name, scenarios, coverage }: ProcessReport): string[] {
  const failed = scenarios.filter((scenario) => !scenario.passed);
  const lines = [...failed.flatMap(failure), ...coverage.missing.map((sentence) => `  ${sentence}`)];
  return lines.length === 0 ? [] : ['', `${name}：`, ...lines];
}

function failure({ title, name, steps, problems }: ScenarioReport): string[] {
  const wrong = steps.flatMap((step, index) =>
    step.passed
      ? []
      : [
          `    第 ${index + 1} 步 ${step.sentence}`,
          `      应为 ${step.expected}`,
          `      实为 ${step.found}`,
        ],
  );
  return [`  场景「${title}」（${name}）不通过`, ...wrong, ...problems.map((problem) => `    ${problem}`)];
}

/** Lines of a table whose columns stand below each other although Chinese characters are twice as wide as others. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
      .join('  ')
      .trimEnd(),
  );
}

function width(text: string): number {
  return [...text].reduce((sum, letter) => sum + ((letter.codePointAt(0) as number) > 0x2e7f ? 2 : 1), 0);
}
