import { toText } from '../../../src/bpmn/feel/index.js';
import { evaluateResult } from './evaluateResult.js';
import { readResults, type TckResult } from './readCases.js';
import { readValue } from './readValue.js';
import { sameValue } from './sameValue.js';

/** `npm run feel:tck -- FOLDER`: how many results of the public DMN TCK are right, by group, and which are not. */
function main(folder: string | undefined): void {
  if (!folder) throw new Error('usage: npm run feel:tck -- FOLDER (a checkout of github.com/dmn-tck/tck)');
  const { literal, all } = readResults(folder);
  const groups = new Map<string, { right: number; all: number }>();
  const wrong: string[] = [];
  for (const result of literal) {
    const group = groups.get(result.group) ?? { right: 0, all: 0 };
    groups.set(result.group, group);
    group.all += 1;
    const complaint = check(result);
    if (complaint) wrong.push(`${result.group} ${result.id}: ${complaint}`);
    else group.right += 1;
  }
  for (const [name, { right, all: count }] of [...groups].sort()) {
    console.log(
      `${name.padEnd(48)} ${String(right).padStart(4)} of ${String(count).padStart(4)}${right < count ? '  *' : ''}`,
    );
  }
  for (const line of wrong) console.log(line);
  const right = literal.length - wrong.length;
  console.log(
    `${right} of ${literal.length} right, ${((100 * right) / literal.length).toFixed(2)} %; ${all} results in all`,
  );
}

/** What is wrong with the result; null when nothing is. */
function check(result: TckResult): string | null {
  const expected = result.expected ? readValue(result.expected) : null;
  const text = result.model.decisions.get(result.decision)?.text?.replace(/\s+/g, ' ').trim();
  try {
    const { value, problems } = evaluateResult(result);
    if (sameValue(value, expected)) return null;
    const reasons = problems.map(({ code, text: part }) => `${code} at ${part}`).join('; ');
    return `${text} → ${toText(value)} instead of ${toText(expected)}${reasons && ` (${reasons})`}`;
  } catch (error) {
    return `${text} → ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

main(process.argv[2]);
