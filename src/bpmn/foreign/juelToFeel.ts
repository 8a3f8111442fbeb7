import { feelProblem } from '../expressions/feelText.js';
import { type JuelFault, JuelProblem } from './juel/JuelProblem.js';
import { parseJuel } from './juel/parseJuel.js';
import { readParts } from './juel/readParts.js';
import { writeFeel, writeJoined } from './juel/writeFeel.js';

/** The expression in FEEL; or what kept it from being translated, as a Chinese clause that names it. */
export type JuelTranslation = { feel: string } | { feel: null; fault: JuelFault; problem: string };

/**
 * Writes an expression of another engine (JUEL, as Activiti, Flowable and Camunda 7 have it; the simple ones of Java and
 * MVEL too) as FEEL. It is read into a tree; whatever has no counterpart that means the same is named, not guessed:
 * methods and functions of Java, assignments, remainders, lists with a variable as index.
 * @param text with or without `${…}` or `#{…}` around it, or several of them with text between (`a ${b} c`)
 */
export function juelToFeel(text: string): JuelTranslation {
  try {
    const feel = feelOfParts(text.trim());
    const problem = feelProblem(feel);
    return problem === null ? { feel } : { feel: null, fault: 'unreadable', problem };
  } catch (error) {
    if (!(error instanceof JuelProblem)) throw error;
    return { feel: null, fault: error.fault, problem: error.message };
  }
}

function feelOfParts(whole: string): string {
  const bare = whole.replace(/^return\b/, '').replace(/;$/, '');
  if (!/[$#]\{/.test(whole)) return writeFeel(parseJuel(bare));
  const parts = readParts(whole);
  const [first, ...more] = parts;
  if (first && 'expression' in first && more.length === 0) return writeFeel(parseJuel(first.expression));
  return writeJoined(parts.map((part) => ('text' in part ? part.text : parseJuel(part.expression))));
}
