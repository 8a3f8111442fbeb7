import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { routes } from '../../src/app/routes.js';
import { demoPeople } from '../../src/demo/people.js';
import { isPermitted, type Permission } from '../../src/platform/permissions.js';
import { seededRandom } from '../bpmn/support/random.js';
import { remoteServiceForms } from '../support/company/remoteServiceForms.js';
import { personAt, personId, ticketWaitingFor } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { brokenInvariants } from '../support/databases/invariants.js';
import { rowCounts } from '../support/databases/rowCounts.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { formFields } from '../support/http/formFields.js';
import { type Answer, csrfTokenOf, type Fields, HttpPerson } from '../support/http/httpPerson.js';
import { type MutatedRequest, mutateQuery, mutateRequest } from '../support/http/requestMutations.js';
import { type Places, queryNames, type Sample, sampleRequests } from '../support/http/sampleRequests.js';
import { prepareCompletion } from '../support/http/workByHttp.js';

/** PostgreSQL gets a tenth of them. */
const share = inject('databaseSource').kind === 'sqlite' ? 1 : 10;
/** How many changed requests are sent, with a body and without: `REQUEST_MUTATIONS=10000,5000`. */
const counts = (process.env.REQUEST_MUTATIONS ?? '').split(',').filter(Boolean).map(Number);
const [posts = 600 / share, gets = 300 / share] = counts;
const isLongRun = process.env.REQUEST_MUTATIONS !== undefined;
const seed = Number(process.env.REQUEST_MUTATIONS_SEED ?? 1);

let database: TestDatabase;
let app: TestApp;
let places: Places;
let samples: Record<string, Sample>;
const statuses: Record<string, number> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  places = await makePlaces();
  samples = sampleRequests(places);
});
afterAll(async () => {
  if (isLongRun) console.log('answers by method and status', statuses);
  await app.stop();
  await database.destroy();
});

test('every sample belongs to a route', () => {
  const known = routes.map(([method, path]) => `${method} ${path}`);
  expect(Object.keys(samples).filter((name) => !known.includes(name))).toEqual([]);
});

test(`${posts} changed requests with a body are answered in words, and what is refused leaves no row`, {
  timeout: 3_600_000,
}, async () => {
  const changing = routes.filter(([method]) => method !== 'get');
  const faults: string[] = [];
  let rows = await rowCounts(database.db);
  for (let index = 0; index < posts; index += 1) {
    const [method, path, , permission] = changing[index % changing.length]!;
    const random = seededRandom(seed * 1_000_000 + index);
    const sample = sampleOf(method, path);
    const request = mutateRequest(sample, random);
    const person = await somebody(permission, index);
    const answer = await send(person, method, request);
    const after = await rowCounts(database.db);
    const changed = answer.status >= 400 ? difference(rows, after) : [];
    rows = after;
    note(faults, `${index} ${method} ${path}`, request, answer, changed);
  }
  expect(faults).toEqual([]);
  expect(await brokenInvariants(database.db)).toEqual([]);
});

test(`${gets} addresses that nobody linked to are answered in words`, { timeout: 3_600_000 }, async () => {
  const reading = routes.filter(([method]) => method === 'get');
  const faults: string[] = [];
  for (let index = 0; index < gets; index += 1) {
    const [, path, , permission] = reading[index % reading.length]!;
    const random = seededRandom(seed * 2_000_000 + index);
    const address = mutateQuery(addressOf(path, {}), queryNames, random);
    const person = await somebody(permission, index);
    const answer = await person.send(address, {});
    note(faults, `${index} get ${path}`, { path: address, headers: {}, body: { kind: 'none' } }, answer, []);
  }
  expect(faults).toEqual([]);
});

/** One value for every name that a page reads, and how it is written in an address. */
const wrongQueries: Record<string, (name: string) => string> = {
  'U+0000': (name) => `${name}=a%00b`,
  'half a character': (name) => `${name}=a%ED%A0%80b`,
  'a huge number': (name) => `${name}=${'9'.repeat(30)}`,
  'two values': (name) => `${name}=1&${name}=2`,
  'a nested object': (name) => `${name}%5Ba%5D%5Bb%5D=1&${name}.a=1`,
  'no value': (name) => name,
};

test.each(Object.entries(wrongQueries))('every page takes an address with %s', async (kind, write) => {
  const faults: string[] = [];
  const search = queryNames.map(write).join('&');
  for (const [index, [method, path, , permission]] of routes.entries()) {
    if (method !== 'get') continue;
    const address = `${addressOf(path, {})}?${search}`;
    const answer = await (await somebody(permission, index)).send(address, {});
    note(faults, `${kind} get ${path}`, { path: address, headers: {}, body: { kind: 'none' } }, answer, []);
  }
  expect(faults).toEqual([]);
});

test('those are all names that pages read', () => {
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const declared = files.flatMap((path) =>
    [...readFileSync(join(src, path), 'utf8').matchAll(/\bquery\(\{([^}]*)\}\)/g)].flatMap(([, parts = '']) =>
      [...parts.matchAll(/(\w+): (?:asked|named)/g)].map(([, name = '']) => name),
    ),
  );
  expect(declared.length).toBeGreaterThan(30);
  expect([...new Set(declared)].filter((name) => !queryNames.includes(name))).toEqual([]);
});

test('searches that a version before kept with U+0000 find nothing and break no page', async () => {
  const person = await personAt(app, 'manager');
  const { db } = database;
  const text = 'a\0b';
  for (const { sid, sess } of await db('sessions').select('sid', 'sess')) {
    const session = typeof sess === 'string' ? JSON.parse(sess) : sess;
    const kept = { taskSearch: text, ticketSearch: text, customerSearch: text, registerCustomer: text };
    await db('sessions')
      .where({ sid })
      .update({ sess: JSON.stringify({ ...session, ...kept }) });
  }
  const filter = {
    personId: await personId(db, 'manager'),
    name: '旧',
    choice: JSON.stringify({ view: 'mine', sort: 'due', text }),
    savedAt: '2026-11-01T00:00:00.000Z',
  };
  const [{ id }] = await db('saved_filters').insert(filter).returning('id');
  const answers = [await person.get(`/tasks/filters/${id}`)];
  for (const path of ['/tasks', '/tickets', '/customers', '/register']) answers.push(await person.get(path));
  expect(answers.map(({ status }) => status)).toEqual([303, 200, 200, 200, 200]);
});

function note(
  faults: string[],
  name: string,
  request: MutatedRequest,
  answer: Answer,
  changed: string[],
): void {
  const method = name.split(' ')[1] as string;
  statuses[`${method} ${answer.status}`] = (statuses[`${method} ${answer.status}`] ?? 0) + 1;
  const fault = faultOf(answer) ?? (changed.length > 0 ? `left ${changed.join(', ')}` : null);
  if (!fault) return;
  const told = `${name}: ${fault} after ${JSON.stringify(request).slice(0, 400)}`;
  if (isLongRun) console.log(told);
  if (faults.length < 100) faults.push(told);
}

/** What is wrong with an answer: a fault of the server, its inner workings, or no words for people. */
function faultOf({ status, text, headers }: Answer): string | null {
  if (status >= 500) return `${status} ${lastError()}`;
  if (status < 400) return null;
  const type = headers.get('content-type') ?? '';
  if (/node_modules|SQLITE|\bat \w+ \(|select \*/.test(text)) return `${status} tells its inner workings`;
  if (type.includes('json'))
    return /[\u4e00-\u9fff]/.test(String(JSON.parse(text).message)) ? null : `${status} without a message`;
  return type.includes('text/html') && /<main[\s\S]*[\u4e00-\u9fff]/.test(text)
    ? null
    : `${status} without a page`;
}

function lastError(): string {
  return JSON.stringify(app.log.findLast(({ error }) => error !== undefined)?.error ?? null).slice(0, 300);
}

function difference(before: Record<string, number>, after: Record<string, number>): string[] {
  return Object.keys(after)
    .filter((table) => before[table] !== after[table])
    .map((table) => `${table} ${before[table]} → ${after[table]}`);
}

function sampleOf(method: string, path: string): MutatedRequest {
  const { params = {}, fields = {}, json } = samples[`${method} ${path}`] ?? {};
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one as string]),
  );
  return {
    path: addressOf(path, params),
    headers: {},
    body: json ? { kind: 'json', value: json } : { kind: 'form', pairs },
  };
}

function addressOf(path: string, params: Record<string, string | number>): string {
  const usual: Record<string, string | number> = {
    id: idFor(path),
    taskId: places.taskId,
    otherId: places.otherCustomerId,
    number: places.number,
    processKey: 'remote-service',
    key: path.startsWith('/drafts') ? 'remote-guidance' : 'remote-service',
    version: 1,
    topic: 'inbox',
    paper: 'service-report',
    template: 'service',
    list: 'sites',
    recordId: 1,
    sha256: '0'.repeat(64),
    ...params,
  };
  return path.replace(/:(\w+)/g, (_, name: string) => String(usual[name]));
}

function idFor(path: string): number {
  if (path.startsWith('/tasks/filters')) return 1;
  if (path.startsWith('/drafts')) return places.draftId;
  if (path.startsWith('/directory/persons')) return places.personId;
  if (path.startsWith('/directory/departments')) return places.departmentId;
  if (path.startsWith('/directory/positions')) return places.positionId;
  return path.startsWith('/customers/imports') ? 1 : places.customerId;
}

async function send(
  person: HttpPerson,
  method: string,
  { path, headers, body }: MutatedRequest,
): Promise<Answer> {
  const token = await tokenOf(person);
  const init = {
    method: method.toUpperCase(),
    headers: { ...headers } as Record<string, string>,
    body: undefined as unknown,
  };
  if (body.kind === 'form') init.body = new URLSearchParams([...body.pairs, ['_csrf', token]]);
  if (body.kind === 'multipart') init.body = multipart([...body.pairs, ['_csrf', token]], body.files ?? []);
  if (body.kind === 'json') {
    const isObject = body.value !== null && typeof body.value === 'object' && !Array.isArray(body.value);
    if (isObject) init.body = JSON.stringify({ ...(body.value as object), _csrf: token });
    else Object.assign(init, { body: JSON.stringify(body.value) });
    if (!isObject) init.headers['x-csrf-token'] = token;
    init.headers['content-type'] = 'application/json';
  }
  if (body.kind === 'none' || body.kind === 'raw') init.headers['x-csrf-token'] = token;
  if (body.kind === 'raw') {
    init.body = new Uint8Array(Buffer.from(body.text));
    if (body.type !== null) init.headers['content-type'] = body.type;
  }
  return person.send(path, init as RequestInit);
}

function multipart(pairs: [string, string][], files: [string, string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of pairs) form.append(name, value);
  for (const [name, file, content] of files)
    form.append(name, new Blob([new Uint8Array(Buffer.from(content, 'latin1'))]), file);
  return form;
}

const people = new Map<string, HttpPerson>();
const tokens = new Map<HttpPerson, string>();
const actors = ['engineer', 'clerk', 'owner', 'manager', 'admin', 'auditor', 'desk'];

/** One of those whom the route lets in; strangers where anybody may. Who was logged out comes in again. */
async function somebody(permission: Permission, index: number): Promise<HttpPerson> {
  if (permission === 'public') return new HttpPerson(app.url);
  const able = actors.filter((login) => {
    const { groups = [] } = demoPeople.find((one) => one.login === login) ?? {};
    return isPermitted(permission, { id: 1, name: login, groups });
  });
  const login = able[Math.floor(index / 7) % able.length] ?? 'admin';
  const known = people.get(login) ?? (await personAt(app, login));
  people.set(login, known);
  return known;
}

async function tokenOf(person: HttpPerson): Promise<string> {
  const known = tokens.get(person);
  if (known) return known;
  const page = await person.get(person.cookies === '' ? '/session/new' : '/account');
  const token = csrfTokenOf(page.text);
  tokens.set(person, token);
  return token;
}

/** What the samples are about, made over HTTP where a page makes it. */
async function makePlaces(): Promise<Places> {
  const { db } = app.runtime;
  const [open, other] = [
    await ticketWaitingFor(app, 'remote-guidance'),
    await ticketWaitingFor(app, 'remote-guidance'),
  ];
  const [engineer, desk, owner] = [
    await personAt(app, 'engineer'),
    await personAt(app, 'desk'),
    await personAt(app, 'owner'),
  ];
  const start = formFields((await desk.get('/tickets/new/remote-service')).text, '/tickets');
  const form = await prepareCompletion(engineer, open.task.id, remoteServiceForms['remote-guidance']);
  const drafts = [await makeDraft(owner), await makeDraft(owner)] as [number, number];
  const ids = async (table: string) =>
    (await db(table).orderBy('id').select('id')).map(({ id }) => id as number);
  const [customerId, otherCustomerId] = (await ids('customers')) as [number, number];
  return {
    taskId: open.task.id,
    otherTaskId: other.task.id,
    number: open.number,
    otherNumber: other.number,
    draftId: drafts[0],
    otherDraftId: drafts[1],
    customerId,
    otherCustomerId,
    personId: await personId(db, 'board'),
    departmentId: (await ids('departments'))[1] as number,
    positionId: (await ids('positions'))[1] as number,
    form: without(form),
    startForm: without({ ...start, ...remoteServiceForms['remote-service-request'] }),
  };
}

async function makeDraft(owner: HttpPerson): Promise<number> {
  const _csrf = csrfTokenOf((await owner.get('/account')).text);
  const answer = await owner.post('/processes/remote-service/drafts', { _csrf });
  return Number(/\/drafts\/(\d+)/.exec(answer.location ?? '')?.[1]);
}

function without({ _csrf: _, ...fields }: Fields): Fields {
  return fields;
}
