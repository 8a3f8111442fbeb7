import type { Iterator, Node } from '../parse/tree.js';
import { FeelNumber, toInteger } from '../values/number.js';
import { FeelDate } from '../values/temporal.js';
import { FeelRange, isList, type Value } from '../values/value.js';
import type { Compiler } from './compiler.js';
import type { Run } from './run.js';
import { type Code, LocalScope, type Scope } from './scope.js';
import { mentions, weightOf } from './weight.js';

type Kind<K> = Extract<Node, { kind: K }>;

/** Only true takes the first branch; what is no boolean is noted and takes the other (10.3.2.4, table 49). */
export function compileIf(node: Kind<'if'>, compiler: Compiler): Code {
  const [condition, chosen, otherwise] = [node.condition, node.chosen, node.otherwise].map((part) =>
    compiler.compile(part),
  );
  return (scope) => {
    const decided = condition!(scope);
    if (decided === true) return chosen!(scope);
    if (decided !== false) scope.run.failAt(node.condition, 'notBoolean', decided);
    return otherwise!(scope);
  };
}

/** `for … return`, with `partial`, the results so far (10.3.2.4). */
export function compileFor(node: Kind<'for'>, compiler: Compiler): Code {
  const body = compiler.compile(node.body);
  const loop = compileLoop(node.iterators, node.body, compiler);
  const usesPartial = mentions(node.body, 'partial');
  return (scope) => {
    const results: Value[] = [];
    const { budget } = scope.run;
    const done = loop(scope, (inner) => {
      budget.grow(results.length + 1);
      results.push(body(usesPartial ? withPartial(inner, results) : inner));
      return true;
    });
    return done ? results : null;
  };
}

/** A copy: the list that is still growing must not come to lie in itself. */
function withPartial(scope: Scope, results: readonly Value[]): Scope {
  scope.run.budget.list(results.length);
  return new LocalScope(scope, 'partial', results.slice());
}

/** `some`, `every`: true and false as in logic of three values. */
export function compileQuantified(node: Kind<'some' | 'every'>, compiler: Compiler): Code {
  const condition = compiler.compile(node.condition);
  const loop = compileLoop(node.iterators, node.condition, compiler);
  const decisive = node.kind === 'some';
  return (scope) => {
    let result: Value = !decisive;
    const done = loop(scope, (inner) => {
      const value = condition(inner);
      if (value === decisive) {
        result = decisive;
        return false;
      }
      if (value !== !decisive) {
        if (value !== null) scope.run.failAt(node.condition, 'notBoolean', value);
        result = null;
      }
      return true;
    });
    return done ? result : null;
  };
}

/** Runs the step for each combination until it answers false; answers false itself when there is nothing to iterate over. */
type Loop = (scope: Scope, step: (scope: Scope) => boolean) => boolean;

function compileLoop(iterators: Iterator[], body: Node, compiler: Compiler): Loop {
  const weight = weightOf(body);
  const levels = iterators.map((iterator) => ({
    name: iterator.name,
    items: compileItems(iterator, compiler),
  }));
  return (scope, step) => {
    let stopped = false;
    const visit = (level: number, current: Scope): boolean => {
      const { name, items } = levels[level]!;
      const sequence = items(current);
      if (!sequence) return false;
      for (const item of sequence) {
        scope.run.budget.spend(weight);
        const inner = new LocalScope(current, name, item);
        if (level + 1 < levels.length) {
          if (!visit(level + 1, inner)) return false;
        } else stopped = !step(inner);
        if (stopped) return true;
      }
      return true;
    };
    return visit(0, scope);
  };
}

type Items = (scope: Scope) => Iterable<Value> | null;

function compileItems(iterator: Iterator, compiler: Compiler): Items {
  const source = compiler.compile(iterator.source);
  if (iterator.end) {
    const end = compiler.compile(iterator.end);
    return (scope) => sequence(source(scope), end(scope), iterator, scope.run);
  }
  return (scope) => {
    const value = source(scope);
    if (isList(value)) return value;
    if (value instanceof FeelRange) return rangeItems(value, iterator, scope.run);
    return value === null ? scope.run.failAt(iterator, 'wrongTypes', value) : [value];
  };
}

function rangeItems(range: FeelRange, iterator: Iterator, run: Run): Iterable<Value> | null {
  const { start, end, operator } = range;
  if (operator || start === null || end === null) return run.failAt(iterator, 'badRange', range);
  const items = sequence(start, end, iterator, run);
  if (!items) return null;
  return trimmed(items, range);
}

function* trimmed(items: Iterable<Value>, range: FeelRange): Iterable<Value> {
  for (const item of items) {
    if (!range.startIncluded && same(item, range.start)) continue;
    if (!range.endIncluded && same(item, range.end)) continue;
    yield item;
  }
}

function same(left: Value, right: Value): boolean {
  if (left instanceof FeelNumber && right instanceof FeelNumber) return left.eq(right);
  return left instanceof FeelDate && right instanceof FeelDate && left.epochDay === right.epochDay;
}

/** Whole numbers or days from one end to the other, upwards or downwards, made one by one. */
function sequence(start: Value, end: Value, iterator: Iterator, run: Run): Iterable<Value> | null {
  if (start instanceof FeelNumber && end instanceof FeelNumber) {
    const [from, to] = [toInteger(start), toInteger(end)];
    if (from === null || to === null || !start.isInteger() || !end.isInteger()) {
      return run.failAt(iterator, 'badRange', start, end);
    }
    return counting(from, to, (value) => new FeelNumber(value));
  }
  if (start instanceof FeelDate && end instanceof FeelDate) {
    return counting(start.epochDay, end.epochDay, (day) => FeelDate.ofEpochDay(day));
  }
  return run.failAt(iterator, 'badRange', start, end);
}

function* counting(from: number, to: number, make: (value: number) => Value): Iterable<Value> {
  const step = from <= to ? 1 : -1;
  for (let value = from; step > 0 ? value <= to : value >= to; value += step) yield make(value);
}
