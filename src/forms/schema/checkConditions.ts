import { conditionBlocks, fieldsOfBranch } from '../compute/conditions.js';
import { widgetOf } from '../widgets/widgetOf.js';
import { FieldProblem, pathIn, placeText } from './fieldProblem.js';
import type { ObjectSchema } from './types.js';

type Node = Record<string, unknown>;

/**
 * Allows only conditions that server and browser read alike: `if` compares fields with `const` or `enum` and requires them
 * (without `required` an absent field would satisfy the `if`, JSON Schema 2020-12, 10.3.2.1). Throws an Error with a Chinese reason.
 */
export function checkConditions(schema: ObjectSchema, owner: string): void {
  for (const block of conditionBlocks(schema)) {
    checkIf(block.if as Node, schema, owner);
    for (const branch of [block.then, block.else]) checkBranch(branch, schema, owner);
  }
}

function checkIf(condition: Node, schema: ObjectSchema, owner: string): void {
  const properties = Object.entries((condition.properties ?? {}) as Record<string, Node>);
  const extra = Object.keys(condition).find((key) => key !== 'properties' && key !== 'required');
  if (properties.length === 0 || extra !== undefined) {
    throw new FieldProblem(owner, `${placeText(owner)} 的 if 只能用 properties 和 required 比较字段的值`);
  }
  const required = Array.isArray(condition.required) ? condition.required : [];
  for (const [field, test] of properties) {
    if (!Object.hasOwn(schema.properties ?? {}, field))
      throw new FieldProblem(owner, `${placeText(owner)} 的 if 中的字段 ${field} 不存在`);
    if (!required.includes(field))
      throw new FieldProblem(pathIn(owner, field), `${placeText(owner)} 的 if 必须把 ${field} 列入 required`);
    const keys = Object.keys(test);
    if (keys.length !== 1 || (keys[0] !== 'const' && keys[0] !== 'enum')) {
      throw new FieldProblem(
        pathIn(owner, field),
        `${placeText(owner)} 的 if 中的字段 ${field} 只能用 const 或 enum`,
      );
    }
  }
}

function checkBranch(branch: unknown, schema: ObjectSchema, owner: string): void {
  if (branch === undefined) return;
  if (branch === null || typeof branch !== 'object')
    throw new FieldProblem(owner, `${placeText(owner)} 的 then/else 必须是对象`);
  const extra = Object.keys(branch).find((key) => !['properties', 'required', 'x-ui'].includes(key));
  if (extra !== undefined)
    throw new FieldProblem(owner, `${placeText(owner)} 的 then/else 只能用 properties、required 和 x-ui`);
  checkAllTicked((branch as Node)['x-ui'], schema, owner);
  for (const field of fieldsOfBranch(branch)) {
    if (!Object.hasOwn(schema.properties ?? {}, field)) {
      throw new FieldProblem(owner, `${placeText(owner)} 的 then/else 中的字段 ${field} 不存在`);
    }
  }
}

/** `x-ui: { allTicked: [checklist, …] }` is the only hint of a branch: checklists whose items must all be ticked. */
function checkAllTicked(hints: unknown, schema: ObjectSchema, owner: string): void {
  if (hints === undefined) return;
  const { allTicked, ...others } = (hints ?? {}) as Node;
  if (!Array.isArray(allTicked) || Object.keys(others).length > 0) {
    throw new FieldProblem(
      owner,
      `${placeText(owner)} 的 then/else 的 x-ui 只能用 allTicked（检查单字段名的列表）`,
    );
  }
  for (const name of allTicked) {
    const field = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    if (!field || !widgetOf(field).canDemandAll) {
      throw new FieldProblem(owner, `${placeText(owner)} 的 x-ui.allTicked 中的 ${String(name)} 不是检查单`);
    }
  }
}
