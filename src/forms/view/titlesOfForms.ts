import type { DataTitles } from '../../bpmn/explanation/factsOf.js';
import { optionsOf } from '../schema/propertyTypes.js';
import type { PropertySchema } from '../schema/types.js';

/** Titles of data, from the titles and options of the forms' fields. */
export function titlesOfForms(fields: ReadonlyMap<string, PropertySchema>): DataTitles {
  const find = (path: readonly string[]) => path.slice(1).reduce(partNamed, fields.get(path[0] ?? ''));
  return {
    titleOf(path) {
      const titles = path.map((_, index) => find(path.slice(0, index + 1))?.title);
      return titles.every((title) => title !== undefined) ? titles.join('的') : null;
    },
    optionTitleOf: (path, value) =>
      optionsOf(find(path) ?? {}).find((option) => option.const === value)?.title ?? null,
  };
}

function partNamed(schema: PropertySchema | undefined, name: string): PropertySchema | undefined {
  return schema?.items?.properties?.[name] ?? schema?.properties?.[name];
}
