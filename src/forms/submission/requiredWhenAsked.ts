import { conditionBlocks } from '../compute/conditions.js';
import type { ObjectSchema } from '../schema/types.js';

/** A field that some condition demands carries the mark of a required one while it is shown. */
export function isRequiredWhenAsked(schema: ObjectSchema, name: string): boolean {
  if (schema.properties?.[name]?.['x-ui']?.showAlways) return false;
  return conditionBlocks(schema).some(({ then, else: otherwise }) =>
    [then, otherwise].some((branch) =>
      (branch as { required?: string[] } | undefined)?.required?.includes(name),
    ),
  );
}
