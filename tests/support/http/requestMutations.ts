import type { Random } from '../../bpmn/support/random.js';

/** A request as it goes out, before its token is put in. */
export interface MutatedRequest {
  path: string;
  headers: Record<string, string>;
  /** Name and value pairs, a value for JSON, or bytes as they are. */
  body:
    | {
        kind: 'form' | 'multipart';
        pairs: [string, string][];
        files?: [name: string, file: string, content: string][];
      }
    | { kind: 'json'; value: unknown }
    | { kind: 'raw'; type: string | null; text: string }
    | { kind: 'none' };
}

const names = [
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'constructor.prototype.x',
  'a\0b',
  '',
  'x'.repeat(300),
  'a[b]',
  'a[]',
  '_action',
  '_revision',
  '_performers.toString',
  '_performers.__proto__',
  '_performers.a\0',
  'contacts.0.__proto__',
  'contacts.toString',
  'fields',
  'performers',
  '0',
  'length',
  '工单',
  'task-toString',
  '__proto__.prefix',
  '.',
  '..',
  'contacts..0',
];
const texts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\u0007',
  '\ufffd',
  '\uffff',
  '-1',
  '0',
  '1',
  '1e999',
  'NaN',
  '2147483648',
  '99999999999999999999',
  "' or 1=1 --",
  '[object Object]',
  'undefined',
  'null',
  '2026-02-30',
  '9999-12-31',
  '0000-00-00',
  '%',
  '%00',
  '\\',
  '{"a":1}',
  '长'.repeat(600),
  'x'.repeat(25_000),
  '😀'.repeat(40),
  'a\r\nb',
  '\u202eabc',
  'addRow:',
  'addRow:toString',
  'addRow:__proto__.0',
  'lookup:constructor',
  '{{7*7}}',
  '<script>',
  '../../etc/passwd',
  '一',
  'ｙ',
  '2026-11-23|1',
  '0|2026-11-23T00:00:00.000Z|1',
  '1.5',
  '+1',
  '0x10',
  '٣',
];
const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  4711,
  {},
  [],
  [[]],
  { a: 1 },
  ['x'],
  [null],
  { toString: 1 },
  { $ne: null },
  '\ud800',
  'a\udc00b',
  '\u0000',
  ['\udfff'],
  { '\ud800': 1 },
  { __proto__: 1 },
  [1, 2],
  '',
  '1',
];
const places = [
  '0',
  '-1',
  '1e3',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%',
  '%25',
  '2147483648',
  '99999999999999999999',
  'toString',
  '__proto__',
  'a'.repeat(300),
  '%E5%B7%A5%E5%8D%95',
  "'",
  '..%2f',
  '%5c',
  '1%20or%201',
  '%F0%9F%98%80',
  '999999',
];

type Pairs = [string, string][];

/** One change, or several, of a request that is in order. */
export function mutateRequest(sample: MutatedRequest, random: Random): MutatedRequest {
  const kind = sample.body.kind;
  const changes = kind === 'json' ? jsonChanges : kind === 'form' ? formChanges : [];
  const all = [...changes, ...changes, ...anyChanges];
  return random.pick(all)(sample, random);
}

/** A query of names that pages read, with values that none of them wrote. */
export function mutateQuery(path: string, queryNames: readonly string[], random: Random): string {
  const count = random.below(4);
  const parts = Array.from({ length: count }, () => {
    const name = random.below(8) === 0 ? random.pick(names) : random.pick(queryNames);
    return `${encodeURIComponent(name)}=${encodeURIComponent(random.pick(texts))}`.slice(0, 4000);
  });
  const changed = random.below(3) === 0 ? changePath(path, random) : path;
  return count === 0 ? changed : `${changed}?${parts.join('&')}`;
}

/** Puts something else in the place of one part of the path. */
function changePath(path: string, random: Random): string {
  const parts = path.split('/');
  const usable = parts.map((part, index) => (/\d/.test(part) ? index : -1)).filter((index) => index > 0);
  parts[usable.length > 0 ? random.pick(usable) : parts.length - 1] = random.pick(places);
  return parts.join('/');
}

type Change = (sample: MutatedRequest, random: Random) => MutatedRequest;

const withPairs =
  (change: (pairs: Pairs, random: Random) => Pairs): Change =>
  (sample, random) => {
    if (sample.body.kind !== 'form') return sample;
    return {
      ...sample,
      body: { kind: random.below(4) === 0 ? 'multipart' : 'form', pairs: change(sample.body.pairs, random) },
    };
  };

const place = (pairs: Pairs, random: Random) => random.below(Math.max(1, pairs.length));

const formChanges: Change[] = [
  withPairs((pairs, random) => pairs.toSpliced(place(pairs, random), 1)),
  withPairs(() => []),
  withPairs((pairs) => pairs.map(([name]) => [name, ''])),
  withPairs((pairs, random) => {
    const index = place(pairs, random);
    return pairs.map((pair, at) => (at === index ? [pair[0], random.pick(texts)] : pair));
  }),
  withPairs((pairs, random) =>
    pairs.map((pair) => (random.below(3) === 0 ? [pair[0], random.pick(texts)] : pair)),
  ),
  withPairs((pairs, random) => [...pairs, [pairs[place(pairs, random)]?.[0] ?? 'x', random.pick(texts)]]),
  withPairs((pairs, random) => [...pairs, [random.pick(names), random.pick(texts)]]),
  withPairs((pairs, random) => [...pairs, [`${pairs[place(pairs, random)]?.[0] ?? 'x'}[a]`, 'x']]),
  (sample, random) => {
    if (sample.body.kind !== 'form') return sample;
    const value = Object.fromEntries(sample.body.pairs) as Record<string, unknown>;
    const name = random.pick([...Object.keys(value), '_action']);
    return { ...sample, body: { kind: 'json', value: { ...value, [name]: random.pick(values) } } };
  },
  (sample, random) => {
    if (sample.body.kind !== 'form') return sample;
    const file: [string, string, string] = [
      random.pick([
        'file',
        'files',
        'logo',
        'guidanceFiles.file',
        '__proto__.file',
        'toString.file',
        'a\0.file',
        '.file',
      ]),
      random.pick(['a.png', 'a\0.png', '', '\u202e.exe', 'x'.repeat(400), '%00', 'a"b.pdf', '../../x']),
      random.pick([
        '',
        '%PDF-1.4\n',
        '\x89PNG\r\n\x1a\n',
        'PK\x03\x04',
        '\xff\xd8\xff\xe0',
        '<?xml version="1.0"?><a>&#0;</a>',
        'x',
      ]),
    ];
    return { ...sample, body: { kind: 'multipart', pairs: sample.body.pairs, files: [file] } };
  },
];

const jsonChanges: Change[] = [
  (sample, random) => {
    const value = (sample.body as { value: Record<string, unknown> }).value;
    const name = random.pick([...Object.keys(value), 'toString', '_action']);
    return {
      ...sample,
      body: { kind: 'json', value: { ...value, [name]: random.pick([...values, ...texts]) } },
    };
  },
  (sample, random) => ({
    ...sample,
    body: { kind: 'json', value: random.pick([[], ['x'], {}, [[]], { a: { b: [] } }]) },
  }),
  (sample) => ({
    ...sample,
    body: { kind: 'raw', type: 'application/json', text: '{"__proto__":{"a":1},"constructor":1}' },
  }),
];

const anyChanges: Change[] = [
  (sample, random) => ({ ...sample, path: changePath(sample.path, random) }),
  (sample) => ({ ...sample, body: { kind: 'none' } }),
  (sample, random) => ({
    ...sample,
    body: {
      kind: 'raw',
      type: random.pick([
        null,
        'text/plain',
        'application/xml',
        'application/json',
        'application/json; charset=utf-7',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded; charset=utf-7',
        'application/octet-stream',
        'x',
      ]),
      text: random.pick([
        '',
        'x',
        '{"a":',
        '[1]',
        'null',
        '"x"',
        '--x\r\n\r\n',
        '%',
        'a=%ZZ&b',
        '&&&===',
        '{"_csrf":{}}',
        '\0',
      ]),
    },
  }),
  (sample, random) => ({
    ...sample,
    headers: random.pick<Record<string, string>>([
      { accept: 'application/json' },
      { accept: 'x' },
      { 'content-encoding': 'gzip' },
      { 'x-forwarded-for': "' or 1=1" },
      { 'user-agent': 'x'.repeat(2000) },
      { 'accept-language': '%00' },
      { 'if-none-match': '"x"' },
      { range: 'bytes=9-1' },
      { referer: 'http://%00/' },
    ]),
  }),
];
