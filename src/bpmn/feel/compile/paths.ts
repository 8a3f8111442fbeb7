import type { Node } from '../parse/tree.js';
import { FeelNumber, toInteger } from '../values/number.js';
import { propertyOf } from '../values/properties.js';
import { isList, type Value } from '../values/value.js';
import type { Compiler } from './compiler.js';
import { type Code, ItemScope, type Scope } from './scope.js';
import { weightOf } from './weight.js';

type Kind<K> = Extract<Node, { kind: K }>;

/** `a.b`; of a list, the part of each item (10.3.2.6). */
export function compilePath(node: Kind<'path'>, compiler: Compiler): Code {
  const source = compiler.compile(node.source);
  const { name } = node;
  const part = (value: Value, scope: Scope): Value => {
    const found = propertyOf(value, name);
    return found === undefined ? scope.run.failAt(node, 'noProperty', value, name) : found;
  };
  return (scope) => {
    const value = source(scope);
    if (!isList(value)) return part(value, scope);
    scope.run.budget.list(value.length);
    return value.map((item) => part(item, scope));
  };
}

/** `list[position]`, counted from 1 or, negative, from the end; `list[condition]` keeps the items that pass (10.3.2.5). */
export function compileFilter(node: Kind<'filter'>, compiler: Compiler): Code {
  const source = compiler.compile(node.source);
  const condition = compiler.compile(node.condition);
  const weight = weightOf(node.condition);
  return (scope) => {
    const value = source(scope);
    if (value === null && node.condition.kind === 'number')
      return scope.run.failAt(node, 'noSuchPosition', value);
    const list = isList(value) ? value : value === null ? [] : [value];
    if (list.length === 0) return ofNothing(condition(new ItemScope(scope, null)), node, scope);
    const first = condition(new ItemScope(scope, list[0] ?? null));
    if (first instanceof FeelNumber) return at(list, first, node, scope);
    scope.run.budget.spend(weight * list.length);
    return passing(list, first, condition, node, scope);
  };
}

function ofNothing(condition: Value, node: Node, scope: Scope): Value {
  return condition instanceof FeelNumber ? scope.run.failAt(node, 'noSuchPosition', condition) : [];
}

function at(list: readonly Value[], position: FeelNumber, node: Node, scope: Scope): Value {
  const index = position.isInteger() ? toInteger(position) : null;
  const found = index === null || index === 0 ? undefined : list.at(index > 0 ? index - 1 : index);
  if (found !== undefined && (index! > 0 || -index! <= list.length)) return found;
  return scope.run.failAt(node, 'noSuchPosition', position);
}

function passing(
  list: readonly Value[],
  first: Value,
  condition: Code,
  node: Kind<'filter'>,
  scope: Scope,
): Value {
  const kept: Value[] = [];
  for (let index = 0; index < list.length; index++) {
    const item = list[index] ?? null;
    const decided = index === 0 ? first : condition(new ItemScope(scope, item));
    if (decided === true) kept.push(item);
    else if (decided !== false && decided !== null) {
      scope.run.failAt(node.condition, 'notBoolean', decided);
    }
  }
  return kept;
}
