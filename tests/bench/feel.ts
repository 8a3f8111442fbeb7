import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@bpmn-io/feelin';
import { DateTime } from 'luxon';
import {
  type CompiledExpression,
  childrenOf,
  compile,
  type Node,
  references,
} from '../../src/bpmn/feel/index.js';
import { type Element, readXml } from './tck/xml.js';

const NOW = new Date('2026-03-01T01:30:00Z');
const ROUNDS = 60;

/** Conditions, due dates and defaults of the delivered processes, compiled, beside feelin, which reads the text each time. */
export function benchFeel(folder = join(import.meta.dirname, '..', '..', 'processes')): object[] {
  const texts = [
    ...new Set(
      readdirSync(folder)
        .filter((name) => name.endsWith('.bpmn'))
        .flatMap((name) => expressionsOf(readXml(readFileSync(join(folder, name), 'utf8')))),
    ),
  ];
  const measured = texts.map(measure);
  const total = (key: 'feelin' | 'compiled') =>
    measured.reduce((sum, row) => sum + row[key], 0) / measured.length;
  const factors = measured.map(({ feelin, compiled }) => feelin / compiled).sort((a, b) => a - b);
  return [
    {
      expressions: texts.length,
      'feelin, µs each': total('feelin'),
      'compiled, µs each': total('compiled'),
      'times as fast': total('feelin') / total('compiled'),
      'median expression': factors[factors.length >> 1] ?? 0,
      'slowest expression': factors[0] ?? 0,
    },
  ];
}

function measure(text: string): { feelin: number; compiled: number } {
  const expression = compile(text);
  const variables = variablesOf(expression);
  const forFeelin = { ...variables, now: DateTime.fromJSDate(NOW) };
  const options = { now: NOW, zone: 'Asia/Shanghai' };
  return {
    feelin: microseconds(ROUNDS, () => evaluate(text, forFeelin)),
    compiled: microseconds(ROUNDS * 100, () => expression.evaluate(variables, options)),
  };
}

/** The best of five rounds: what else the machine does is not measured. */
function microseconds(count: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    for (let turn = 0; turn < count; turn++) work();
    best = Math.min(best, (1000 * (performance.now() - started)) / count);
  }
  return best;
}

/** Each variable as what it is compared with, so that both evaluate to the end; else a text. */
function variablesOf({ tree }: CompiledExpression): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  for (const { names } of references(tree).paths) variables[names[0]!] = 'x';
  const open: Node[] = [tree];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.kind === 'comparison' && node.left.kind === 'name') {
      const { right, left } = node;
      if (right.kind === 'number') variables[left.name] = right.value.toNumber();
      else if (right.kind === 'string' || right.kind === 'boolean') variables[left.name] = right.value;
    }
    open.push(...childrenOf(node));
  }
  return { ...variables, now: NOW };
}

function expressionsOf(element: Element): string[] {
  const own = [...Object.values(element.attributes), element.text].flatMap((text) => {
    const whole = /^\s*\$\{([\s\S]*)\}\s*$/.exec(text)?.[1]?.trim();
    return whole ? [whole] : [];
  });
  if (element.name === 'conditionExpression' && own.length === 0) own.push(element.text.trim());
  return [...own, ...element.children.flatMap(expressionsOf)];
}
