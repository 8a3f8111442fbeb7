import { JsonProblem, type Path, readJson } from '../../../forms/schema/readJson.js';
import type { Form } from '../../../forms/schema/types.js';
import { readShape } from '../../../platform/shapes.js';
import { checkReferences } from './checkReferences.js';
import { checkSpans } from './checkSpans.js';
import { computedForm } from './computedForms.js';
import { layoutShape } from './layoutShape.js';
import type { PaperLayout, PaperProblem, Report } from './types.js';

export const maxLayoutBytes = 64 * 1024;

export type ParsedPaper =
  | { layout: PaperLayout; problems: readonly [] }
  | { layout: null; problems: readonly PaperProblem[] };

/**
 * Reads the text of a layout, which is hostile until checked: it has only known names and bounded lists, and every datum
 * that it names exists. Nothing in it is ever run, loaded or used as markup.
 */
export function parsePaper(text: string, forms: readonly Form[]): ParsedPaper {
  if (Buffer.byteLength(text) > maxLayoutBytes) return failed([{ line: 1, message: '版式超过 64 KB' }]);
  try {
    const { value, lineOf } = readJson(text);
    const problems: PaperProblem[] = [];
    const report: Report = (path: Path, message: string) =>
      problems.push({ line: lineOf(path), message: `${placeOf(path)}${message}。` });
    const { value: layout, problems: wrong } = readShape(layoutShape, value);
    for (const { path, message } of wrong) report(path, message);
    if (layout) {
      checkSpans(layout.sections, report);
      checkReferences(layout, formsOf(layout, forms), report);
      if (problems.length === 0) return { layout, problems: [] };
    }
    return failed(problems.sort((a, b) => a.line - b.line));
  } catch (error) {
    if (error instanceof JsonProblem) return failed([{ line: error.line, message: `${error.message}。` }]);
    throw error;
  }
}

/** The forms whose data a layout can name: those of the department, or the computed one. */
export function formsOf({ source = 'ticket' }: PaperLayout, forms: readonly Form[]): readonly Form[] {
  return source === 'ticket' ? forms : [computedForm(source)];
}

function failed(problems: readonly PaperProblem[]): ParsedPaper {
  return { layout: null, problems };
}

const partNames: Record<string, string> = { sections: '节', grid: '行', columns: '列', text: '段' };

/** `第 2 节第 3 行第 1 格：` */
function placeOf(path: Path): string {
  const words = path.map((part, index) => {
    const owner = path[index - 1];
    if (typeof part === 'number') {
      return `第 ${part + 1} ${typeof owner === 'number' ? '格' : (partNames[owner as string] ?? '项')}`;
    }
    return typeof path[index + 1] === 'number' ? '' : `「${part}」`;
  });
  return words.some(Boolean) ? `${words.join('')}：` : '';
}
