import type { Fields } from './httpPerson.js';

/** What the sample requests are about; each is there. */
export interface Places {
  taskId: number;
  /** The same, for what ends it. */
  otherTaskId: number;
  number: string;
  otherNumber: string;
  draftId: number;
  otherDraftId: number;
  customerId: number;
  otherCustomerId: number;
  personId: number;
  departmentId: number;
  positionId: number;
  form: Fields;
  startForm: Fields;
}

export interface Sample {
  /** Values for the path, where another than the usual thing must be named. */
  params?: Record<string, string | number>;
  fields?: Fields;
  /** Sent as JSON instead. */
  json?: Record<string, unknown>;
}

const reason = { reason: '变异测试' };
const revision = { _revision: '1' };

/** A body for each route that takes one, as our own pages and scripts send it; a route that is missing here has an empty one. */
export function sampleRequests(at: Places): Record<string, Sample> {
  const person = { 'person.id': String(at.personId) };
  const other = { params: { taskId: at.otherTaskId, number: at.otherNumber } };
  const choice = {
    view: 'mine',
    process: 'remote-service',
    category: '',
    urgency: '1',
    due: '',
    sort: 'due',
  };
  const register = {
    from: '2026-11-01',
    to: '2026-11-30',
    state: '',
    category: 'A',
    engineer: '',
    order: 'oldest',
  };
  const customer = { ...revision, name: '变异机械有限公司', phone: '0531-88000000' };
  return {
    'post /session': { fields: { login: 'nobody', password: 'wrong', returnTo: '/tasks' } },
    'post /account/password': {
      fields: { username: 'x', current: 'wrong', next: 'mutated-pass-1', repeated: 'x' },
    },
    'post /account/theme': { fields: { theme: 'dark' } },
    'post /account/log-ins/others': { fields: {} },
    'post /account/confirmation': { fields: { password: 'wrong', returnTo: '/tasks' } },
    'post /directory/templates/:template': { params: { template: 'service' }, fields: { below: '' } },
    'post /directory/departments': {
      fields: { _revision: '0', name: '变异部', parentId: String(at.departmentId) },
    },
    'post /directory/departments/:id': { fields: { ...revision, name: '售后服务部', duties: '售后' } },
    'post /directory/departments/:id/closure': { fields: revision },
    'post /directory/positions': { fields: { _revision: '0', name: '变异岗', headcount: '1' } },
    'post /directory/positions/:id': { fields: { ...revision, name: '变异岗', headcount: '2' } },
    'post /directory/positions/:id/closure': { fields: revision },
    'post /directory/persons': { fields: { _revision: '0', login: 'mutant', name: '变异', phone: '' } },
    'post /directory/persons/:id': { fields: { ...revision, login: 'board', name: '郭振东' } },
    'post /directory/persons/:id/password': { fields: revision },
    'post /directory/persons/:id/return': { fields: revision },
    'post /directory/persons/:id/departure': {
      fields: { ...revision, all: String(at.departmentId), 'task-1': '2' },
    },
    'post /tasks/search': { fields: { ...choice, text: '泵' } },
    'post /tasks/filters': { fields: { ...choice, name: '急件' } },
    'post /tasks/filters/:id/removal': { fields: choice },
    'post /tasks/drafts/removal': { fields: { scope: 'task:1' } },
    'post /tasks/:taskId/claim': other,
    'post /tasks/:taskId/release': other,
    'post /tasks/:taskId/reassignment': {
      ...other,
      fields: { ...revision, ...person, ...reason, returnTo: '/board' },
    },
    'post /tasks/:taskId/delegation': {
      ...other,
      fields: { ...revision, ...person, ...reason, returnTo: '' },
    },
    'post /tasks/:taskId/return': {
      ...other,
      fields: { ...revision, to: 'arrange', mode: 'again', ...reason },
    },
    'post /tasks/:taskId/withdrawal': { ...other, fields: reason },
    'post /tasks/:taskId/removal': { ...other, fields: reason },
    'post /tasks/:taskId/signers-before': {
      fields: { ...revision, ...person, order: 'together', ...reason },
    },
    'post /tasks/:taskId/signers-after': { fields: { ...revision, ...person, order: 'inOrder', ...reason } },
    'post /tasks/:taskId/opinion': { fields: { ...revision, opinion: '同意', agrees: 'yes' } },
    'post /tasks/:taskId/completion': { fields: { ...at.form, _action: 'draft' } },
    'post /tasks/:taskId/draft': { fields: { ...at.form, '_performers.review': '' } },
    'post /tasks/:taskId/records': { fields: { ...at.form, _action: 'record' } },
    'post /reassignments': {
      fields: { from: '', tasks: ['1', '2'], person: String(at.personId), ...reason },
    },
    'post /tickets/search': { fields: { text: '水泵' } },
    'post /tickets': { fields: { ...at.startForm, _action: 'complete' } },
    'post /messages': { fields: { process: 'remote-service', start: 'start', 'data.amount': '1' } },
    'post /tickets/draft': { fields: { ...at.startForm, _action: 'draft' } },
    'post /tickets/:number/copies': { fields: { ...person, note: '请知悉' } },
    'post /tickets/:number/comments': { fields: { text: '@张伟 请跟进' } },
    'post /tickets/:number/cancellation': { ...other, fields: { ...reason, children: 'keep' } },
    'post /settings/numbering': {
      fields: {
        ...revision,
        'remote-service.prefix': 'YC',
        'remote-service.datePart': 'day',
        'remote-service.digits': '4',
      },
    },
    'post /admin/jobs/:id/skip': { fields: reason },
    'post /board/assignments': {
      fields: { task: String(at.taskId), person: String(at.personId), day: '2026-11-23' },
    },
    'post /register/search': { fields: { ...register, customer: '恒泰' } },
    'post /register/export': { fields: register },
    'post /papers/:paper/layout': {
      fields: { text: '{"title":"变异"}', note: '试', basedOn: '0', _action: 'save' },
    },
    'post /papers/:paper/preview': { fields: { text: '{"title":"变异"}' } },
    'post /processes/:key/owners': { fields: { owners: [String(at.personId)] } },
    'post /processes/:key/versions/:version/restoration': { fields: { comment: '恢复', latestVersion: '1' } },
    'post /processes/:key/drafts': { fields: { version: '1' } },
    'post /drafts': { fields: { from: 'nothing', processKey: 'mutant', name: '变异流程' } },
    'put /drafts/:id/diagram': { json: { xml: '<a/>', revision: 1 } },
    'post /drafts/:id/check': { json: { xml: '<a/>' } },
    'post /drafts/:id/lock': { json: {} },
    'post /drafts/:id/readings': {},
    'post /drafts/:id/trials': {
      json: { expression: 'a = 1', elementId: 'start', ticket: null, values: { a: '1' } },
    },
    'post /drafts/:id/forms': { fields: { formKey: 'mutant-form', title: '变异表' } },
    'post /drafts/:id/forms/:key': { fields: { schema: '{"title":"变异"}', revision: '0', _action: 'save' } },
    'post /drafts/:id/forms/:key/preview': { fields: { schema: '{"title":"变异"}' } },
    'post /drafts/:id/publication': { fields: { stamp: '1.1.1', comment: '变异', _action: 'publish' } },
    'post /drafts/:id/refusal': { params: { id: at.otherDraftId }, fields: reason },
    'post /drafts/:id/withdrawal': { params: { id: at.otherDraftId } },
    'post /drafts/:id/discard': { params: { id: at.otherDraftId } },
    'post /settings/publishing': { fields: { ...revision, pickUp: 'version', fourEyes: ['remote-service'] } },
    'post /customers': { fields: { ...customer, _revision: '0' } },
    'post /customers/:id': { fields: customer },
    'post /customers/search': { json: { q: '恒泰' } },
    'post /customers/filter': { fields: { text: '恒泰' } },
    'post /customers/:id/merge/search': { fields: { text: '恒泰' } },
    'post /customers/:id/merge/:otherId': {
      params: { otherId: at.otherCustomerId },
      fields: { ...revision, _otherRevision: '1', address: 'gone' },
    },
    'post /customers/:id/:list': { fields: { _revision: '0', name: '变异厂区', address: '济南' } },
    'post /customers/:id/:list/:recordId': { fields: { ...revision, name: '变异厂区', address: '济南' } },
    'post /customers/:id/:list/:recordId/removal': { fields: revision },
    'post /products/search': { json: { q: '泵', customerId: at.customerId } },
    'post /service-category': { json: { customerId: at.customerId, productId: null } },
    'post /settings/company': { fields: { ...revision, name: '恒泰', phone: '0531-88901234', address: '' } },
    'post /settings/company/logo': { fields: { _action: 'remove' } },
    'post /settings/calendar': { fields: { ...revision, 'hours.0.day': '1', _action: 'addRow:exceptions' } },
    'post /settings/prices': {
      fields: { ...revision, 'items.0.name': '检测', 'items.0.price': '100', _action: 'complete' },
    },
    'post /settings/mail': {
      fields: {
        ...revision,
        host: 'mail.example.com',
        port: '465',
        security: 'tls',
        _password: 'x',
        _removePassword: 'true',
      },
    },
    'post /settings/mail/test': { fields: { recipient: 'a@example.com' } },
    'post /audit/search': {
      fields: {
        person: '张',
        customer: '',
        rule: 'R3',
        process: '',
        version: '1',
        from: '2026-11-01',
        to: '2026-11-30',
      },
    },
  };
}

/** Names that some page reads from its address. */
export const queryNames = [
  'view',
  'process',
  'category',
  'urgency',
  'due',
  'sort',
  'after',
  'before',
  'of',
  'verdict',
  'outcome',
  'from',
  'until',
  'to',
  'day',
  'person',
  'version',
  'tab',
  'element',
  'kind',
  'actor',
  'family',
  'order',
  'status',
  'state',
  'engineer',
  'q',
  'department',
  'page',
  'parent',
  'below',
  'on',
  'paper',
  'names',
  'format',
  'returnTo',
  'with',
  'base',
  'wait',
  'start',
  'left',
];
