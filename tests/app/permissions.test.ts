import type { Express, RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addRoutes, routes } from '../../src/app/routes.js';
import { demoPeople } from '../../src/demo/people.js';
import type { Person } from '../../src/platform/actor.js';
import { NotAllowed } from '../../src/platform/errors.js';
import { isPermitted, type Permission } from '../../src/platform/permissions.js';
import type { Web } from '../../src/platform/web/deps.js';
import { personAt } from '../support/company/remoteServiceTicket.js';
import { createTestDatabase, type TestDatabase } from '../support/databases/database.js';
import { startTestApp, type TestApp } from '../support/http/app.js';
import { csrfTokenOf, HttpPerson } from '../support/http/httpPerson.js';

/** Written down here a second time, so that a slip in the table is noticed: who is kept out of each address. */
const keptOut: Record<string, readonly string[]> = {
  'get /healthz': [],
  'get /livez': [],
  'get /readyz': [],
  'get /metrics': [],
  'get /session/new': [],
  'post /session': [],
  'post /session/end': [],
  'get /': ['anonymous'],
  'get /account': ['anonymous'],
  'post /account/password': ['anonymous'],
  'post /account/theme': ['anonymous'],
  'post /account/log-ins/others': ['anonymous'],
  'get /account/confirmation': ['anonymous'],
  'get /settings/visibility': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /account/confirmation': ['anonymous'],
  'get /tasks': ['anonymous'],
  'post /tasks/search': ['anonymous'],
  'post /tasks/filters': ['anonymous'],
  'get /tasks/filters/:id': ['anonymous'],
  'post /tasks/filters/:id/removal': ['anonymous'],
  'post /tasks/drafts/removal': ['anonymous'],
  'get /tasks/:taskId': ['anonymous'],
  'post /tasks/:taskId/claim': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/release': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/reassignment': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/reassignment': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/delegation': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/delegation': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/recall': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/return': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/return': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/withdrawal': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/withdrawal': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/signers-before': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/signers-before': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/signers-after': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/signers-after': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tasks/:taskId/removal': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/removal': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/opinion': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/reminder': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/completion': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/draft': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tasks/:taskId/records': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tickets': ['anonymous'],
  'post /tickets/search': ['anonymous'],
  'get /tickets/new': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tickets/new/:processKey': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /tickets': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tickets/draft': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /messages': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'get /messages/new': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /messages': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'get /tickets/:number': ['anonymous'],
  'get /tickets/:number/history': ['anonymous'],
  'get /tickets/:number/playback': ['anonymous'],
  'get /tickets/:number/copies': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tickets/:number/copies': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tickets/:number/copy-receipt': ['anonymous'],
  'post /tickets/:number/comments': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /tickets/:number/cancellation': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /tickets/:number/cancellation': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /board': ['anonymous', 'engineer', 'desk', 'admin', 'owner'],
  'get /board/state': ['anonymous', 'engineer', 'desk', 'admin', 'owner'],
  'post /board/assignments': ['anonymous', 'engineer', 'desk', 'gm', 'auditor', 'admin', 'owner'],
  'get /reassignments/new': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /reassignments': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /reassignments/:id': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /reassignments/:id/cancellation': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /register': ['anonymous', 'engineer', 'accountant', 'owner'],
  'post /register/search': ['anonymous', 'engineer', 'accountant', 'owner'],
  'post /register/export': ['anonymous', 'engineer', 'accountant', 'owner'],
  'get /exports': ['anonymous', 'engineer', 'accountant', 'owner'],
  'get /exports/:id': ['anonymous', 'engineer', 'accountant', 'owner'],
  'get /exports/:id/file': ['anonymous', 'engineer', 'accountant', 'owner'],
  'post /exports/:id/cancellation': ['anonymous', 'engineer', 'accountant', 'owner'],
  'get /tickets/:number/papers': ['anonymous'],
  'get /tickets/:number/papers/:paper': ['anonymous'],
  'get /papers': ['anonymous'],
  'get /papers/daily-report': ['anonymous'],
  'get /papers/service-summary': ['anonymous', 'admin', 'owner', 'desk', 'engineer'],
  'get /papers/renewal-notice/:id': ['anonymous', 'auditor', 'admin', 'owner', 'desk', 'engineer'],
  'get /papers/:paper/blank': ['anonymous'],
  'get /papers/:paper/layout': ['anonymous', 'auditor', 'admin', 'desk', 'manager'],
  'post /papers/:paper/layout': ['anonymous', 'auditor', 'admin', 'desk', 'manager'],
  'post /papers/:paper/preview': ['anonymous', 'auditor', 'admin', 'desk', 'manager'],
  'get /processes': ['anonymous'],
  'get /processes/:key': ['anonymous'],
  'get /processes/:key/comparison': ['anonymous'],
  'get /definitions/:id/diagram': ['anonymous'],
  'post /processes/:key/drafts': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /processes/folder': ['anonymous', 'auditor', 'manager', 'gm', 'engineer'],
  'get /processes/:key/owners': ['anonymous', 'auditor', 'desk', 'manager', 'gm', 'owner'],
  'post /processes/:key/owners': ['anonymous', 'auditor', 'desk', 'manager', 'gm', 'owner'],
  'get /processes/:key/versions/:version/restoration': [
    'anonymous',
    'auditor',
    'admin',
    'manager',
    'gm',
    'engineer',
  ],
  'post /processes/:key/versions/:version/restoration': [
    'anonymous',
    'auditor',
    'admin',
    'manager',
    'gm',
    'engineer',
  ],
  'get /drafts/new': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/publication': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/publication': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/refusal': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/withdrawal': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/discard': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/diagram': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'put /drafts/:id/diagram': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/lock': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'delete /drafts/:id/lock': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/check': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/readings': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/trials': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/choices': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/comparison': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/forms': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/forms': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'get /drafts/:id/forms/:key': ['anonymous', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/forms/:key': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/forms/:key/preview': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'post /drafts/:id/forms/:key/removal': ['anonymous', 'auditor', 'admin', 'manager', 'gm', 'engineer'],
  'get /customers': ['anonymous', 'admin', 'owner'],
  'post /customers': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'accountant'],
  'post /customers/search': ['anonymous', 'admin', 'owner'],
  'post /customers/filter': ['anonymous', 'admin', 'owner'],
  'get /customers/new': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'post /customers/export': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'get /customers/template': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'get /customers/imports': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'post /customers/imports': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'get /customers/imports/:id': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'post /customers/imports/:id/run': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'post /customers/imports/:id/cancellation': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'post /customers/imports/:id/refused': ['anonymous', 'auditor', 'admin', 'owner', 'engineer', 'gm'],
  'get /customers/:id': ['anonymous', 'admin', 'owner'],
  'post /customers/:id': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'get /customers/:id/edit': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'get /customers/:id/history': ['anonymous', 'admin', 'owner'],
  'get /customers/:id/merge': ['anonymous', 'auditor', 'admin', 'desk', 'sales', 'engineer'],
  'post /customers/:id/merge/search': ['anonymous', 'auditor', 'admin', 'desk', 'sales', 'engineer'],
  'get /customers/:id/merge/:otherId': ['anonymous', 'auditor', 'admin', 'desk', 'sales', 'engineer'],
  'post /customers/:id/merge/:otherId': ['anonymous', 'auditor', 'admin', 'desk', 'sales', 'engineer'],
  'get /customers/:id/:list/new': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /customers/:id/:list': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'get /customers/:id/:list/:recordId/edit': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /customers/:id/:list/:recordId': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /customers/:id/:list/:recordId/removal': ['anonymous', 'auditor', 'admin', 'owner', 'engineer'],
  'post /products/search': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /service-category': ['anonymous', 'auditor', 'admin', 'owner'],
  'post /attachments': ['anonymous', 'auditor', 'admin', 'owner'],
  'get /attachments/:id': ['anonymous'],
  'get /directory': ['anonymous'],
  'get /directory/groups': ['anonymous'],
  'get /directory/chart': ['anonymous'],
  'get /directory/chart.svg': ['anonymous'],
  'get /directory/history': ['anonymous'],
  'get /directory/templates': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/templates/:template': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/templates/:template': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/imports/new': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/imports/template': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/imports': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/imports/:id': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/imports/:id/confirmation': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/export': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/departments/new': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/departments': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/departments/:id': ['anonymous'],
  'get /directory/departments/:id/edit': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/departments/:id': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/departments/:id/closure': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/duty-sheets': ['anonymous'],
  'get /directory/positions/new': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/positions': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/positions/:id': ['anonymous'],
  'get /directory/positions/:id/edit': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/positions/:id': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/positions/:id/closure': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/persons': ['anonymous'],
  'get /directory/persons/new': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/persons': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/persons/:id': ['anonymous'],
  'get /directory/persons/:id/edit': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/persons/:id': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/persons/:id/password': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/persons/:id/return': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /directory/persons/:id/departure': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /directory/persons/:id/departure': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /settings': ['anonymous', 'auditor', 'desk', 'clerk', 'gm', 'owner'],
  'get /settings/company': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /settings/company': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /settings/company/logo': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /settings/calendar': ['anonymous', 'auditor', 'desk', 'clerk', 'gm', 'owner'],
  'post /settings/calendar': ['anonymous', 'auditor', 'desk', 'clerk', 'gm', 'owner'],
  'get /settings/numbering': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /settings/numbering': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /settings/prices': ['anonymous', 'auditor', 'desk', 'clerk', 'gm', 'owner'],
  'post /settings/prices': ['anonymous', 'auditor', 'desk', 'clerk', 'gm', 'owner'],
  'get /settings/publishing': ['anonymous', 'auditor', 'desk', 'manager', 'gm', 'owner'],
  'post /settings/publishing': ['anonymous', 'auditor', 'desk', 'manager', 'gm', 'owner'],
  'get /settings/mail': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /settings/mail': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /settings/mail/test': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /company/logo/:sha256': ['anonymous'],
  'get /admin/mails': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /admin/mails/:id': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /admin/jobs': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /admin/jobs/:id/retry': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'post /admin/jobs/:id/skip': ['anonymous', 'auditor', 'desk', 'manager', 'gm'],
  'get /audit/tickets': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/search': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/search/workbook': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/tickets/:number/replay': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/tickets/:number/export': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'get /audit/checkpoints': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/verification': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/replay': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'get /audit/checks/:id': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'post /audit/checks/:id/cancellation': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'get /audit/accesses': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'get /audit/security': ['anonymous', 'owner', 'desk', 'manager', 'gm', 'engineer'],
  'get /help': ['anonymous'],
  'get /help/:topic': ['anonymous'],
};

interface Case {
  route: string;
  login: string;
  /** Undefined: nobody is logged in. */
  person: Person | undefined;
  permission: Permission;
}

const table = new Map(routes.map(([method, path, , permission]) => [`${method} ${path}`, permission]));

function personOf(login: string): Person | undefined {
  if (login === 'anonymous') return undefined;
  const groups = demoPeople.find((one) => one.login === login)?.groups;
  if (!groups) throw new Error(`no demo person ${login}`);
  return { id: 1, name: login, groups };
}

const cases: Case[] = Object.entries(keptOut).flatMap(([route, logins]) =>
  logins.map((login) => ({
    route,
    login,
    person: personOf(login),
    permission: table.get(route) ?? 'public',
  })),
);

const byHandler = cases.filter(({ permission, person }) => isPermitted(permission, person));

/** For each permission one address that reads and one that changes, asked by a stranger and by one person without it. */
const byPermission = new Map(
  cases
    .filter(({ permission, person }) => !isPermitted(permission, person))
    .map((one) => {
      const reads = one.route.startsWith('get ');
      return [JSON.stringify([one.permission, reads, one.login === 'anonymous']), one];
    }),
);

let database: TestDatabase;
let app: TestApp;
const people = new Map<string, Promise<HttpPerson>>();

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ db: database.db });
  people.set('anonymous', Promise.resolve(new HttpPerson(app.url)));
});
afterAll(async () => {
  await app.stop();
  await database.destroy();
});

/** The person with this log-in, who logs in once. */
function visitor(login: string): Promise<HttpPerson> {
  const known = people.get(login) ?? personAt(app, login);
  people.set(login, known);
  return known;
}

test('the table holds exactly these routes', () => {
  expect(routes.map(([method, path]) => `${method} ${path}`).sort()).toEqual(Object.keys(keptOut).sort());
});

/**
 * What changes nothing of anybody's work: the log-in, one's own account, drafts, filters and copies, searches,
 * checks, exports.
 */
const harmless = [
  'post /session',
  'post /session/end',
  'post /account/password',
  'post /account/theme',
  'post /account/log-ins/others',
  'post /account/confirmation',
  'post /tasks/drafts/removal',
  'post /tasks/filters',
  'post /tasks/filters/:id/removal',
  'post /tasks/search',
  'post /tickets/:number/copy-receipt',
  'post /tickets/search',
  'post /customers/filter',
  'post /customers/search',
  'post /register/search',
  'post /register/export',
  'post /exports/:id/cancellation',
  'post /audit/search',
  'post /audit/search/workbook',
  'post /audit/tickets/:number/replay',
  'post /audit/tickets/:number/export',
  'post /audit/verification',
  'post /audit/replay',
  'post /audit/checks/:id/cancellation',
  'post /drafts/:id/check',
];

test('the auditor changes nothing: no other address accepts a change from them', () => {
  const open = routes.filter(
    ([method, , , permission]) =>
      method !== 'get' && isPermitted(permission, { id: 1, name: '', groups: ['auditor'] }),
  );
  expect(open.map(([method, path]) => `${method} ${path}`).sort()).toEqual([...harmless].sort());
});

/** The guards with which the application mounts its routes, by route. */
function mountedGuards(): Map<string, RequestHandler[]> {
  const mounted = new Map<string, RequestHandler[]>();
  const mount =
    (method: string) =>
    (path: string, ...handlers: RequestHandler[]) =>
      mounted.set(`${method} ${path}`, handlers.slice(0, -1));
  const recorder = Object.fromEntries(['get', 'post', 'put', 'delete'].map((name) => [name, mount(name)]));
  addRoutes(recorder as unknown as Express, { logInLimits: undefined } as unknown as Web);
  return mounted;
}

/** What the first guard that stops a person does: refuses, or sends somewhere; `passed` when none does. */
function askGuards(guards: readonly RequestHandler[], { route, person }: Case): unknown {
  const [method, originalUrl] = route.split(' ') as [string, string];
  let outcome: unknown = 'passed';
  const accepts = () => 'html';
  const request = { person, method: method.toUpperCase(), originalUrl, get: () => undefined, accepts };
  const answer = {
    redirect: (status: number, url: string) => {
      outcome = `${status} ${url}`;
    },
  };
  try {
    for (const guard of guards) {
      let passed = false;
      guard(request as never, answer as never, () => {
        passed = true;
      });
      if (!passed) break;
    }
  } catch (error) {
    outcome = error;
  }
  return outcome;
}

test('every route has a guard that refuses whom the table refuses', () => {
  const mounted = mountedGuards();
  for (const one of cases.filter(({ permission, person }) => !isPermitted(permission, person))) {
    const outcome = askGuards(mounted.get(one.route) ?? [], one);
    if (one.person) expect(outcome, `${one.route}: ${one.login}`).toBeInstanceOf(NotAllowed);
    else expect(outcome, one.route).toMatch(/^303 \/session\/new(\?returnTo=|$)/);
  }
});

describe('is refused', () => {
  test.each([...byPermission.values(), ...byHandler])('of $route: $login', async ({ route, login }) => {
    const [method, pattern] = route.split(' ') as ['get' | 'post' | 'put' | 'delete', string];
    const path = pattern.replace(':processKey', 'remote-service').replace(/:\w+/, '1');
    const person = await visitor(login);
    const tokenPage = login === 'anonymous' ? '/session/new' : '/account';
    const answer =
      method === 'get'
        ? await person.get(path)
        : await person.send(path, {
            method: method.toUpperCase(),
            body: new URLSearchParams({ _csrf: csrfTokenOf((await person.get(tokenPage)).text) }),
          });
    if (login === 'anonymous') {
      expect(answer.status).toBe(303);
      expect(answer.location).toMatch(/^\/session\/new(\?returnTo=|$)/);
    } else {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain('岗位');
    }
  });
});

test('scripts without a log-in get JSON instead of the log-in page', async () => {
  const answer = await new HttpPerson(app.url).get('/tasks', { accept: 'application/json' });
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.text)).toEqual({ message: '登录已过期，请重新登录。' });
});

test('a disabled person is logged out at the next click', async () => {
  const person = await personAt(app, 'quality');
  expect((await person.get('/tasks')).status).toBe(200);
  await database.db('persons').where({ login: 'quality' }).update({ active: false });
  expect((await person.get('/tasks')).status).toBe(303);
});
