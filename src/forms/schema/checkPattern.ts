import { FieldProblem } from './fieldProblem.js';
import { linearPattern, PatternProblem } from './linearPattern.js';
import type { PropertySchema } from './types.js';

/** Steps that matching one text may take: under a tenth of a second. */
const maxSteps = 1_000_000;
const defaultMaxLength = 20_000;

/**
 * Refuses patterns that can't be run in linear time, or whose program is so large that the longest text takes too long.
 * Throws an Error with a Chinese reason.
 */
export function checkPattern(schema: PropertySchema, path: string): void {
  try {
    const { size } = linearPattern(String(schema.pattern));
    const longest = typeof schema.maxLength === 'number' ? schema.maxLength : defaultMaxLength;
    if (size * longest > maxSteps) {
      throw new PatternProblem(`过于复杂（${size} 步乘以最多 ${longest} 个字），请简化或减小 maxLength`);
    }
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    throw new FieldProblem(path, `字段 ${path} 的 pattern ${error.message}`);
  }
}
