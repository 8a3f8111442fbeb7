const repeat = (text: string, count: number) => text.repeat(count);
const long = (count: number) => repeat('x', count);
const SIZES = [10, 100, 1_000, 5_000, 100_000, 1_000_000_000];
const LENGTHS = [10, 100, 110, 500, 3_000, 9_000, 50_000];

/** Grows a list of what is made from what was made before. */
const growing = (step: string, turns: number, first = '[1]') =>
  `(for s in 1..${turns} return if count(partial) = 0 then ${first} else ${step})[-1]`;
const doubled = growing('[partial[-1], partial[-1]]', 60);

const loops = SIZES.flatMap((size) => [
  `count(for x in 1..${size} return x)`,
  `some x in [1..${size}] satisfies x < 0`,
  `every x in [1..${size}], y in [1..${size}] satisfies x + y > 0`,
  `for x in 1..${size} return exp(x / 1000.7)`,
  `for x in 1..${size} return date and time("2020-01-01T00:00:00@Europe/Paris") + duration("PT" + string(x) + "H")`,
  `for x in 1..${size} return time("10:00:00@A" + string(x))`,
  `for x in 1..${size} return matches("a", "(x{1," + string(x) + "}y{1,500}){1,2}")`,
  `sort(for x in 1..${size} return 0 - x, function(a, b) a < b)`,
  `distinct values(for x in 1..${size} return x)`,
  `for x in 1..${size} return string(1e6000 + x)`,
  `for x in 1..${size} return partial`,
  `(for x in 1..${size} return append(if x = 1 then [] else partial[-1], x))[-1]`,
]);

const nestedTexts = LENGTHS.flatMap((size) => [
  `${repeat('(', size)}1${repeat(')', size)}`,
  `${repeat('[', size)}${repeat(']', size)}`,
  `${repeat('{a:', size)}1${repeat('}', size)}`,
  `${repeat('not(', size)}true${repeat(')', size)}`,
  `${repeat('if true then 1 else ', size)}1`,
  `1${repeat('+1', size)}`,
  `a${repeat('.b', size)}`,
  `"${long(size)}"`,
  `${repeat('"', size)}`,
  `1 instance of ${repeat('list<', size)}number${repeat('>', size)}`,
]);

const patterns = [
  '(a+)+$',
  '(((a*)*)*)*b',
  '(a|a)*b',
  '(a|aa)+$',
  '(.*)*x',
  '(a{30}){30}',
  '((a{30}){30}){30}',
  '(a{1,100}){1,9}b',
  'a{1000}',
  'a{1001}',
  '(x+x+)+y',
  '[\\p{L}-[\\p{Lu}]]+',
  '[\\W\\I\\C-[\\p{L}-[\\p{Ll}-[\\p{Lm}]]]]+',
  '((((((((((a))))))))))',
  '(a)\\1',
  repeat('(a|b)*', 100),
  repeat('(', 200),
  repeat('[a-[', 150),
  repeat('a?', 400) + repeat('a', 400),
  '\\p{IsNowhere}',
  '',
].flatMap((pattern) => [
  `matches("${repeat('a', 40)}b", "${pattern}")`,
  `matches("${repeat('a', 4000)}", "${pattern}")`,
  `replace("${repeat('a', 4000)}", "${pattern}", "$0$0$0$0")`,
  `split("${repeat('a', 4000)}", "${pattern}")`,
]);

const others = [
  '10 ** 1000000',
  '1.0000001 ** 1000000000000',
  '2 ** 0.5 ** 0.3',
  '(0-8) ** (1/3)',
  '9.99 ** 6143.7',
  'exp(1000000)',
  'exp(-1000000)',
  '1e6144 * 10',
  'log(1e-6000)',
  '9'.repeat(9000),
  `number("${'9'.repeat(9000)}")`,
  'duration("P999999999999999999D") * 1e30',
  '@"999999999-12-31" + @"P1D"',
  'date(999999999, 12, 31) + @"P999999999Y"',
  'for d in @"0001-01-01"..@"9999-12-31" return d',
  growing('partial[-1] + partial[-1]', 100, '"aaaaaaaaaa"'),
  doubled,
  `flatten(${doubled})`,
  `string(${doubled})`,
  `${doubled} = ${doubled}`,
  `${doubled} instance of ${repeat('list<', 60)}number${repeat('>', 60)}`,
  `count(${growing('[partial[-1]]', 3000)})`,
  `string(${growing('[partial[-1]]', 3000)})`,
  `flatten(${growing('[partial[-1]]', 150)})`,
  `list contains([${doubled}], ${doubled})`,
  `distinct values([${doubled}, ${doubled}])`,
  `{a: ${doubled}} = {a: ${doubled}}`,
  '{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r',
  '{f: function(g, n) [g(g, n + 1), g(g, n + 1)], r: f(f, 0)}.r',
  '{f: function(g, n) if n < 2 then n else g(g, n - 1) + g(g, n - 2), r: f(f, 40)}.r',
  'sort([3, 1, 2], function(a, b) true)',
  `string join(for x in 1..10000 return "${long(1000)}", ",")`,
  `replace("${long(4000)}", "x", "${long(4000)}")`,
  `for x in 1..100000 return upper case("${long(5000)}")`,
  `for x in 1..10000 return substring("${long(5000)}", x)`,
  `list contains(for x in 1..40000 return "${long(1000)}", "${long(1000)}y")`,
  'for x in 1..1000 return reverse(for y in 1..1000 return y)',
  'for x in 1..1000 return median(for y in 1..1000 return y)',
  'stddev(for y in 1..19000 return y / 3)',
  'context merge(for x in 1..10000 return {a: x})',
  growing('context put(partial[-1], string(count(partial)), 1)', 3000, '{}'),
  '{__proto__: 1, constructor: 2}.toString',
  'constructor',
  'toString()',
  '__proto__.polluted',
  'get value({a: 1}, "__proto__")',
  'context put({}, "__proto__", {x: 1})',
  `@"${repeat('2', 9000)}"`,
  '\u0000',
  '\ud800',
  '/*',
  '//',
  '"\\u{110000}"',
  '?',
  '-',
  'null()',
  '1()',
];

/** Texts of people who mean harm, or of loops that never end. */
export const hostileTexts: string[] = [...loops, ...nestedTexts, ...patterns, ...others];
