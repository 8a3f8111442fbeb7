import { describe, expect, test } from 'vitest';
import { prefill } from '../../src/forms/view/prefill.js';
import { context, departmentForm } from './departmentForms.js';

const filled = (key: string, variables: Record<string, unknown>) =>
  prefill(departmentForm(key), { ...context, variables });

describe('prefill', () => {
  test('a start form begins with the present minute and the defaults', () => {
    expect(filled('remote-service-request', {})).toEqual({
      channel: 'phone',
      receivedAt: '2026-11-23T14:22:00.000Z',
    });
  });

  test('a later form knows what the ticket knows, by name, by hint and by duration', () => {
    const customer = { id: 7, name: '海天', phone: '13800000000' };
    const variables = {
      customer,
      symptom: '停机',
      receivedAt: '2026-11-23T06:00:00.000Z',
      agreedTime: '2026-11-24T01:00:00.000Z',
    };
    expect(filled('technical-service-task', variables)).toEqual({
      customer,
      serviceContent: '停机',
      priority: 'normal',
      plannedAt: '2026-11-24T01:00:00.000Z',
      answerDueAt: '2026-11-24T06:00:00.000Z',
    });
  });

  test('what the task needs anew starts empty, whatever the ticket holds', () => {
    const variables = { diagnosis: '松动' };
    const form = departmentForm('remote-guidance');
    expect(prefill(form, { ...context, variables }, new Set(['diagnosis']))).toEqual({});
  });

  test('decisions in loops and growing tables start empty', () => {
    const variables = { outcome: 'unsolved', contacts: [{ content: '甲' }], diagnosis: '松动' };
    expect(filled('remote-guidance', variables)).toEqual({ diagnosis: '松动' });
    const confirmation = filled('customer-confirmation', {
      customerConfirmed: false,
      customer: { contact: '宋宁' },
    });
    expect(confirmation).toEqual({ confirmedAt: '2026-11-23T14:22:00.000Z', confirmationSpokeWith: '宋宁' });
  });

  test('a value that the field can not show is left out', () => {
    const variables = {
      engineer: 99,
      priority: 'never',
      customer: { id: 1, name: '海天', admin: true },
      plannedAt: 5,
    };
    expect(filled('technical-service-task', variables)).toEqual({
      priority: 'normal',
      customer: { id: 1, name: '海天' },
    });
  });
});
