import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoPassword } from '../../src/demo/people.js';
import { hostileTexts } from '../bpmn/feel/hostileTexts.js';
import { hostileDiagrams } from '../bpmn/support/hostileDiagrams.js';
import { hostileWorkbooks } from '../support/company/hostileWorkbooks.js';
import { startApplicationProcess } from '../support/http/applicationProcess.js';
import { type Answer, csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';
import { percentile } from '../support/run/percentile.js';

/**
 * `npx tsx tests/bench/hostileInputs.ts`: sends hostile archives, diagrams, patterns and expressions to the built application, one
 * after the other, while somebody else clicks; prints how long the answers and the clicks took, by kind.
 */
interface Attack {
  kind: string;
  name: string;
  send(): Promise<Answer>;
}

const url = (path: string) => path.replace(/^https?:\/\/[^/]+/, '');

const dataDirectory = mkdtempSync(join(tmpdir(), 'serviceflow-bench-'));
const databaseUrl = `sqlite:${join(dataDirectory, 'serviceflow.db')}`;
const application = await startApplicationProcess({ databaseUrl, dataDirectory });
try {
  const [owner, clerk, bystander] = (await Promise.all(['owner', 'clerk', 'desk'].map(logIn))) as [
    HttpPerson,
    HttpPerson,
    HttpPerson,
  ];
  const quiet = await clicksDuring(bystander, () => pause(5000));
  print('nothing', [], quiet);
  const all: number[] = [];
  const allClicks: number[] = [];
  const attacks = [...(await diagramAttacks(owner)), ...archiveAttacks(clerk)];
  const kinds = [...new Set(attacks.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const answers: number[] = [];
    const clicks = await clicksDuring(bystander, async () => {
      for (const { name, send } of attacks.filter((one) => one.kind === kind)) {
        const begin = performance.now();
        const { status } = await send();
        const milliseconds = performance.now() - begin;
        answers.push(milliseconds);
        if (status >= 500 || milliseconds > 1000)
          process.stdout.write(`  ${kind}, ${name}: ${status} after ${Math.round(milliseconds)} ms\n`);
      }
    });
    print(kind, answers, clicks);
    all.push(...answers);
    allClicks.push(...clicks);
  }
  print('all', all, allClicks);
} finally {
  await application.kill();
  rmSync(dataDirectory, { recursive: true, force: true });
}

async function logIn(login: string): Promise<HttpPerson> {
  const person = new HttpPerson(application.url);
  await person.logIn(login, demoPassword);
  return person;
}

async function clicksDuring(person: HttpPerson, work: () => Promise<unknown>): Promise<number[]> {
  const clicks: number[] = [];
  let going = true;
  const clicking = (async () => {
    while (going) {
      const begin = performance.now();
      const { status } = await person.get('/tasks');
      if (status !== 200) throw new Error(`a click answered ${status}`);
      clicks.push(performance.now() - begin);
      await pause(30);
    }
  })();
  await work().finally(() => {
    going = false;
  });
  await clicking;
  return clicks;
}

function print(kind: string, answers: number[], clicks: number[]): void {
  const text = (values: number[]) =>
    `${values.length} (p50 ${Math.round(percentile(values, 50))}, p95 ${Math.round(percentile(values, 95))}, most ${Math.round(Math.max(...values))} ms)`;
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    `${kind}: answers ${answers.length ? text(answers) : 'none'}; clicks ${text(clicks)}; load ${load}\n`,
  );
}

async function diagramAttacks(person: HttpPerson): Promise<Attack[]> {
  const token = csrfTokenOf((await person.get('/drafts/new')).text);
  const began = await person.post('/drafts', {
    _csrf: token,
    from: 'nothing',
    processKey: 'hostile',
    name: '恶意',
  });
  const draft = url(began.location ?? '');
  const json = (path: string, body: unknown) =>
    person.send(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': token },
    });
  const upload = (content: string) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: token, from: 'file', processKey: '', name: '' }))
      body.append(name, value);
    body.append('file', new Blob([content]), 'hostile.bpmn');
    return person.send('/drafts', { method: 'POST', body, headers: { 'x-csrf-token': token } });
  };
  const key = 'hostile-form';
  await person.post(`${draft}/forms`, { _csrf: token, formKey: key, title: '表单' });
  const previewed = (pattern: string) =>
    person.post(`${draft}/forms/${key}/preview`, {
      _csrf: token,
      schema: JSON.stringify({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        title: '表单',
        type: 'object',
        properties: { note: { title: '说明', type: 'string', maxLength: 200, pattern } },
        additionalProperties: false,
      }),
    });
  const diagrams = hostileDiagrams();
  return [
    ...diagrams.map(({ name, xml }) => ({ kind: 'uploaded diagrams', name, send: () => upload(xml) })),
    ...diagrams.map(({ name, xml }) => ({
      kind: 'checked diagrams',
      name,
      send: () => json(`${draft}/check`, { xml }),
    })),
    ...spread(hostileTexts, 80).map((expression) => ({
      kind: 'expressions',
      name: expression.slice(0, 60),
      send: () => json(`${draft}/trials`, { expression, elementId: 'end', ticket: null, values: {} }),
    })),
    ...hostilePatterns().map((pattern) => ({
      kind: 'patterns',
      name: pattern.slice(0, 60),
      send: () => previewed(pattern),
    })),
  ];
}

function archiveAttacks(person: HttpPerson): Attack[] {
  return Object.entries(hostileWorkbooks).map(([name, make]) => ({
    kind: 'archives',
    name,
    async send() {
      const token = csrfTokenOf((await person.get('/account')).text);
      const body = new FormData();
      body.append('_csrf', token);
      body.append('file', new Blob([new Uint8Array(make())]), 'hostile.xlsx');
      return person.send('/customers/imports', { method: 'POST', body, headers: { 'x-csrf-token': token } });
    },
  }));
}

function spread<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!);
}

function hostilePatterns(): string[] {
  const counted = [2, 9, 30, 99, 999].flatMap((count) => [
    `^\\d{0,${count}}`.repeat(12),
    `((a{1,${count}}){1,${count}}){1,${count}}b`,
    `(a|aa){${count}}$`,
    `(x+x+){${count}}y`,
  ]);
  return [
    ...counted,
    '(a+)+$',
    '.*.*.*.*.*x',
    '(.*)*x',
    '('.repeat(500),
    '[',
    '(?=a)b',
    '\\1(a)',
    'a'.repeat(5000),
    '(a*)*(b*)*(c*)*$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
  ];
}
