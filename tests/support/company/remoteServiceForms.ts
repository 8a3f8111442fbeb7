import type { Fields } from '../http/httpPerson.js';

/** What people type into the forms of `remote-service`, as a browser posts it. Times are those of the department. */
export const remoteServiceForms = {
  'remote-service-request': {
    channel: 'phone',
    receivedAt: '2026-11-23T14:00',
    'customer.id': '',
    'customer.name': '青岛海晏食品机械有限公司',
    'customer.contact': '宋宁',
    'customer.phone': '0532-85001122',
    'customer.address': '青岛市城阳区正阳路 9 号',
    'product.id': '',
    'product.name': '真空包装机',
    'product.model': 'ZB-420',
    symptom: '抽真空后不封口，面板显示 E07',
    wishes: '今天下班前恢复',
  },
  'technical-service-task': {
    serviceContent: '指导客户检查封口加热回路',
    priority: 'urgent',
    answerDueAt: '2026-11-24T14:00',
  },
  'remote-guidance': {
    'contacts.0.at': '2026-11-23T15:10',
    'contacts.0.channel': 'phone',
    'contacts.0.spokeWith': '宋宁',
    'contacts.0.content': '请客户断电后检查加热条接线',
    diagnosis: '加热条接线松动',
    measures: '指导客户紧固端子并试机两次，封口正常',
    hours: '1.5',
    outcome: 'solved',
  },
  'service-feedback': {
    resultSummary: '接线松动，已紧固，试机正常',
    informedPersons: ['service-clerk', 'customer'],
  },
  'customer-confirmation': {
    confirmationMethod: 'mail',
    confirmedAt: '2026-11-23T17:30',
    confirmationSpokeWith: '宋宁',
    customerConfirmed: 'true',
  },
} as const satisfies Record<string, Fields>;

export type RemoteServiceForm = keyof typeof remoteServiceForms;
