import { conditionBlocks } from '../compute/conditions.js';
import type { ObjectSchema } from '../schema/types.js';

/** Whether some condition requires the field: it is marked as required while it is shown. */
export function isRequiredWhenAskedFor(schema: ObjectSchema, name: string): boolean {
  if (schema.properties?.[name]?.['x-ui']?.showAlways) return false;
  return conditionBlocks(schema).some(({ then, else: otherwise }) =>
    [then, otherwise].some((branch) =>
      (branch as { required?: string[] } | undefined)?.required?.includes(name),
    ),
  );
}
