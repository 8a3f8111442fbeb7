import { computationsOf, operandsOf } from '../compute/computations.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { FieldProblem, pathIn, placeText } from './fieldProblem.js';
import type { Computation, ObjectSchema, PropertySchema } from './types.js';

/** A computed field: its path, and its name in messages. */
interface Place {
  path: string;
  text: string;
}

/**
 * Checks that computed fields name numbers beside them and don't depend on themselves. Throws an Error with a Chinese
 * reason.
 */
export function checkCompute(schema: ObjectSchema, owner: string, inRow: boolean): void {
  const computations = computationsOf(schema);
  for (const [name, computation] of computations) {
    const place = { path: pathIn(owner, name), text: `${placeText(owner)} 的 ${name}` };
    if (!isNumber(schema.properties?.[name]))
      throw new FieldProblem(place.path, `${place.text}：x-ui.compute 只用于数字和金额`);
    checkShape(computation, place, inRow);
    for (const operand of operandsOf(computation)) {
      if (!isNumber(own(schema, operand))) {
        throw new FieldProblem(
          place.path,
          `${place.text}：x-ui.compute 中的 ${operand} 不是这里的数字或金额字段`,
        );
      }
    }
    if (computation.sumOf !== undefined) checkColumn(schema, computation.sumOf, place);
  }
  checkOrder(computations, owner);
}

function checkShape(computation: Computation, place: Place, inRow: boolean): void {
  const [kind, ...others] = Object.keys(computation);
  const value = computation[kind as keyof Computation];
  const isList = Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  const fits = kind === 'sumOf' ? typeof value === 'string' && !inRow : isList;
  if (others.length > 0 || !['sum', 'sumOf', 'product'].includes(kind ?? '') || !fits) {
    throw new FieldProblem(
      place.path,
      `${place.text}：x-ui.compute 应为 sum 或 product（同一层字段名的列表），或 sumOf（"表格.列"，不用于列）`,
    );
  }
}

function checkColumn(schema: ObjectSchema, path: string, place: Place): void {
  const [table = '', column = '', ...rest] = path.split('.');
  const rows = own(schema, table);
  const fits =
    rest.length === 0 && rows && widgetOf(rows).shape === 'list' && isNumber(own(rows.items, column));
  if (!fits) throw new FieldProblem(place.path, `${place.text}：x-ui.compute 中的 ${path} 不是表格的数字列`);
}

/** Takes away, round by round, what depends on nothing that is left; what stays depends on itself. */
function checkOrder(computations: Map<string, Computation>, owner: string): void {
  const open = new Map(computations);
  while (open.size > 0) {
    const ready = [...open].filter(([, one]) => !operandsOf(one).some((operand) => open.has(operand)));
    const [stuck = ''] = ready.length === 0 ? [...open.keys()] : [];
    if (stuck !== '')
      throw new FieldProblem(
        pathIn(owner, stuck),
        `${placeText(owner)} 的计算循环：${[...open.keys()].join('、')}`,
      );
    for (const [name] of ready) open.delete(name);
  }
}

function isNumber(schema: PropertySchema | undefined): boolean {
  return schema !== undefined && widgetOf(schema).decimals !== undefined;
}

function own(schema: ObjectSchema | undefined, name: string): PropertySchema | undefined {
  return Object.hasOwn(schema?.properties ?? {}, name) ? schema?.properties?.[name] : undefined;
}
