import { feelProblem } from '../expressions/feelText.js';
import { type JuelFault, JuelProblem } from './juel/JuelProblem.js';
import { parseJuel } from './juel/parseJuel.js';
import { writeFeel } from './juel/writeFeel.js';

/** The expression in FEEL; or what kept it from being translated, as a Chinese clause that names it. */
export type JuelTranslation = { feel: string } | { feel: null; fault: JuelFault; problem: string };

/**
 * Writes an expression of another engine (JUEL, as Activiti, Flowable and Camunda 7 have it; the simple ones of Java and
 * MVEL too) as FEEL. It is read into a tree; whatever has no counterpart that means the same is named, not guessed:
 * methods and functions of Java, assignments, remainders, lists with a variable as index.
 * @param text with or without `${…}` or `#{…}` around it
 */
export function juelToFeel(text: string): JuelTranslation {
  try {
    const feel = writeFeel(parseJuel(unwrapped(text)));
    const problem = feelProblem(feel);
    return problem === null ? { feel } : { feel: null, fault: 'unreadable', problem };
  } catch (error) {
    if (!(error instanceof JuelProblem)) throw error;
    return { feel: null, fault: error.fault, problem: error.message };
  }
}

/** Without the brackets of an expression, or the `return …;` of Java. */
function unwrapped(text: string): string {
  const whole = text.trim();
  if (/^[$#]\{/.test(whole) && whole.endsWith('}')) return whole.slice(2, -1);
  return whole.replace(/^return\b/, '').replace(/;$/, '');
}
