import { isDeepStrictEqual } from 'node:util';
import type { FormContext, PropertySchema } from '../../../../forms/schema/types.js';
import { courseFields } from '../../../../forms/view/courseFields.js';
import { summaryItem, summaryText } from '../../../../forms/view/summaryItem.js';
import type { DeployedDefinition } from '../../../processes/index.js';
import type { VariableChange } from '../../model/variableChanges.js';

/** One datum of a ticket that an event changed, in the words of its form. */
export interface ChangedField {
  name: string;
  label: string;
  /** A table that only grew: `after` holds the new rows. */
  isGrowth: boolean;
  /** '' for an empty value. */
  before: string;
  after: string;
  /** Whether an existing value was replaced. */
  isChange: boolean;
  /** A decision or an opinion. */
  inCourse: boolean;
}

export type Fields = ReadonlyMap<string, PropertySchema>;

/** The fields of all forms of a process version by the name of their variable; decisions and opinions have `x-ui.inCourse`. */
export function fieldsOf({ forms }: Pick<DeployedDefinition, 'forms'>): Fields {
  const fields = new Map<string, PropertySchema>();
  for (const { form } of forms.values()) {
    const inCourse = courseFields(form);
    for (const [name, schema] of Object.entries(form.schema.properties)) {
      const hints = { ...schema['x-ui'], inCourse: inCourse.has(name) };
      if (!fields.has(name)) fields.set(name, { ...schema, 'x-ui': hints });
    }
  }
  return fields;
}

/** Variables that services and the start of a ticket set by themselves. */
const systemFields: Record<string, string> = {
  proposedCategory: '系统建议的服务类别',
  repeatedRepair: '重复维修',
  repeatedOf: '重复的工单',
  startedTicketNumber: '发起的工单',
};

type Context = Pick<FormContext, 'timeZone' | 'people'>;

/** The changed fields with their values before and after; only the new rows of a table that grew. */
export function changedFields(
  changes: readonly VariableChange[],
  fields: Fields,
  context: Context,
): ChangedField[] {
  return changes.flatMap((change) => {
    const schema = fields.get(change.name);
    const grown = newRows(change);
    const before = grown ? '' : valueText(schema, change.before, context);
    const after = valueText(schema, grown ?? change.after, context);
    if (before === after) return [];
    const label = schema?.title ?? systemFields[change.name] ?? change.name;
    const isChange = before !== '' && after !== '';
    const inCourse = schema?.['x-ui']?.inCourse === true;
    return [{ name: change.name, label, isGrowth: grown !== null, before, after, isChange, inCourse }];
  });
}

/** The rows added at the end of an otherwise unchanged table; null for any other change. */
function newRows({ before, after }: VariableChange): unknown[] | null {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length === 0) return null;
  if (after.length <= before.length) return null;
  const stayed = before.every((row, index) => isDeepStrictEqual(row, after[index]));
  return stayed ? after.slice(before.length) : null;
}

function valueText(schema: PropertySchema | undefined, value: unknown, context: Context): string {
  if (value === undefined || value === null) return '';
  if (schema) return summaryText(summaryItem(schema, value, context));
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
