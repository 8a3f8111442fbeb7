import fc from 'fast-check';
import { expect, test } from 'vitest';
import { builtInSignatures, compile, FeelLimit, fromFeel } from '../../../src/bpmn/feel/index.js';

/** 20,000 with FEEL_RANDOM=20000. */
const RUNS = Number(process.env.FEEL_RANDOM ?? 2_000);

const functions = [...builtInSignatures()].map(([name, forms]) => ({
  name,
  most: forms[0]?.parameters.length ?? 1,
}));

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => {
  const inner = tie('expression');
  const two = fc.tuple(inner, inner);
  const three = fc.tuple(inner, inner, inner);
  const operator = fc.constantFrom('+', '-', '*', '/', '**', '=', '!=', '<', '<=', '>', '>=', 'and', 'or');
  const type = fc.constantFrom(
    'number',
    'string',
    'list<number>',
    'range<date>',
    'context<a: number>',
    'Any',
    'time',
  );
  return {
    leaf: fc.constantFrom(
      'null',
      'true',
      'false',
      '0',
      '1',
      '-3',
      '2.5',
      '1e30',
      '1e-6000',
      '""',
      '"a"',
      '"[a-z"',
      '"2020-02-30"',
      '"😀"',
      '@"2020-01-31"',
      '@"2020-03-29T02:30:00@Europe/Berlin"',
      '@"2020-01-01T00:00:00"',
      '@"10:00:00Z"',
      '@"P1D"',
      '@"-PT0.5S"',
      '@"P1Y2M"',
      '[]',
      '{}',
      'n',
      's',
      'rows',
      'missing',
      'item',
      'abs',
      'sum',
      '[1..3]',
      '(@"2020-01-01"..@"2020-01-05")',
      '(< 5)',
      '["b", "a"]',
    ),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      fc.tuple(inner, operator, inner).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
      fc
        .tuple(fc.constantFrom(...functions), fc.array(inner, { maxLength: 4 }))
        .map(([{ name, most }, args]) => `${name}(${args.slice(0, Math.max(1, most)).join(', ')})`),
      fc.array(inner, { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
      two.map(([a, b]) => `{a: ${a}, b: ${b}}`),
      two.map(([a, b]) => `(${a})[${b}]`),
      fc
        .tuple(inner, fc.constantFrom('a', 'year', 'start', 'days', 'time offset'))
        .map(([a, name]) => `(${a}).${name}`),
      three.map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
      two.map(([a, b]) => `for x in ${a} return ${b}`),
      two.map(([a, b]) => `for x in 1..5, y in ${a} return [partial, ${b}]`),
      two.map(([a, b]) => `some x in ${a} satisfies ${b}`),
      two.map(([a, b]) => `every x in ${a} satisfies ${b}`),
      three.map(([a, b, c]) => `(${a}) between (${b}) and (${c})`),
      three.map(([a, b, c]) => `(${a}) in ((${b}), > (${c}))`),
      fc.tuple(inner, type).map(([a, of]) => `(${a}) instance of ${of}`),
      two.map(([a, b]) => `(function(p: number, q) ${a})(${b}, 1)`),
      two.map(([a, b]) => `[(${a})..(${b})]`),
    ),
  };
});

const variables = { n: 7, s: 'text', rows: [{ a: 1, b: '2020-01-01' }, { a: 2.5, b: null }, null] };
const options = { now: new Date('2026-03-01T09:30:00Z'), zone: 'Asia/Shanghai' };

/** All that one sees of an evaluation; a limit is an answer too. */
function answer(text: string): string {
  try {
    const { value, problems } = compile(text).evaluate(variables, options);
    return JSON.stringify([fromFeel(value), problems.map(({ code, from, to }) => [code, from, to])]);
  } catch (error) {
    if (error instanceof FeelLimit && error.limit !== 'time') return error.limit;
    throw error;
  }
}

test(`${RUNS} random expressions never throw, stay within their limits and answer twice the same`, () => {
  const answered = new Set<string>();
  fc.assert(
    fc.property(expression, (text) => {
      const first = answer(text);
      expect(answer(text)).toBe(first);
      if (first.startsWith('[')) {
        const { value } = compile(text).explain(variables, options);
        expect(JSON.stringify(fromFeel(value))).toBe(JSON.stringify(JSON.parse(first)[0]));
      }
      answered.add(first);
    }),
    { numRuns: RUNS },
  );
  expect(answered.size).toBeGreaterThan(RUNS / 20);
});
