import type { FieldError } from '../../platform/errors.js';
import { activeBranches } from '../compute/conditions.js';
import type { ObjectSchema } from '../schema/types.js';

export const notAllTickedMessage = '请完成全部检查项';

/** Checklists that a condition wants ticked as a whole (`x-ui.allTicked` of a `then` or `else`) and that are not. */
export function wrongChecklists(schema: ObjectSchema, data: Record<string, unknown>): FieldError[] {
  const demanded = activeBranches(schema, data).flatMap(
    (branch) => (branch['x-ui'] as { allTicked?: string[] } | undefined)?.allTicked ?? [],
  );
  return [...new Set(demanded)].flatMap((name) => {
    const ticks = (Object.hasOwn(data, name) ? data[name] : null) as Record<string, unknown> | null;
    const items = Object.keys(schema.properties?.[name]?.properties ?? {});
    const isComplete = items.every((item) => ticks !== null && ticks?.[item] === true);
    return isComplete ? [] : [{ path: name, message: notAllTickedMessage }];
  });
}
