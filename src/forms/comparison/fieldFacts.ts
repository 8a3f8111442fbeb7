import { type Visibility, visibilities } from '../compute/conditions.js';
import { conditionText } from '../compute/conditionText.js';
import { optionsOf } from '../schema/propertyTypes.js';
import type { FormSchema, ObjectSchema, PropertySchema } from '../schema/types.js';
import { isRequiredWhenAskedFor } from '../submission/isRequiredWhenAskedFor.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { type Facts, fact, factsOf, keywordFacts } from './keywordFacts.js';

/** One field with everything that a form says of it, and its place among its neighbours. */
export interface FieldFacts {
  path: string;
  title: string;
  /** The fields with the same owner are ordered among each other. */
  owner: string;
  facts: Facts;
}

/** Every field of a form in the order in which it is shown; columns and parts follow the field they belong to. */
export function fieldFacts(schema: FormSchema): FieldFacts[] {
  const sections = new Map(
    (schema['x-ui']?.sections ?? []).flatMap(({ title, fields }) =>
      fields.map((name) => [name, title] as const),
    ),
  );
  const order = [...new Set([...sections.keys(), ...Object.keys(schema.properties)])];
  return fieldsOf(schema, order, '', '').map((field) => {
    const section = sections.get(field.path);
    if (section === undefined) return field;
    return { ...field, facts: new Map([...field.facts, fact('section', '分组', section)]) };
  });
}

function fieldsOf(schema: ObjectSchema, names: string[], owner: string, prefix: string): FieldFacts[] {
  const rules = visibilities(schema);
  return names.flatMap((name) => {
    const property = schema.properties?.[name];
    if (property === undefined) return [];
    const path = owner === '' ? name : `${owner}.${name}`;
    const title = prefix + (property.title ?? name);
    const facts = factsOfField(schema, name, property, rules.get(name));
    return [{ path, title, owner, facts }, ...partFacts(property, path, `${title} · `)];
  });
}

/** Facts of the columns of a table or the items of a checklist. Parts of files and signatures never change. */
function partFacts(property: PropertySchema, path: string, prefix: string): FieldFacts[] {
  if (widgetOf(property).hasFixedParts) return [];
  const owner = property.items ?? property;
  return fieldsOf(owner, Object.keys(owner.properties ?? {}), path, prefix);
}

function factsOfField(
  schema: ObjectSchema,
  name: string,
  property: PropertySchema,
  rule: Visibility | undefined,
): Facts {
  const options = optionsOf(property).map((option) => option.title);
  const values = optionsOf(property).map((option) => String(option.const));
  return factsOf([
    fact('title', '标题', property.title ?? name),
    fact('widget', '控件', widgetOf(property).title),
    fact('required', '必填', requiredText(schema, name)),
    fact('visibility', '显示条件', rule ? conditionText(rule, schema) : ''),
    fact('options', '选项', options.join('、')),
    fact('optionValues', '选项的值', values.join('、')),
    ...keywordFacts(property),
  ]);
}

function requiredText(schema: ObjectSchema, name: string): string {
  if (schema.required?.includes(name)) return '是';
  return isRequiredWhenAskedFor(schema, name) ? '显示时必填' : '否';
}
