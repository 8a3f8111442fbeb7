import { expect, test } from 'vitest';
import { isRequest, registerStateOf } from '../../../../src/modules/tickets/model/register.js';

test('a request comes in by a request form and belongs to no other ticket', () => {
  for (const form of ['remote-service-request', 'onsite-service-request', 'repair-request'])
    expect(isRequest(null, form)).toBe(true);
  expect(isRequest(7, 'repair-request')).toBe(false);
  expect(isRequest(null, 'complaint-registration')).toBe(false);
  expect(isRequest(null, null)).toBe(false);
});

test('it waits until an engineer is named, and its end counts whoever was named', () => {
  expect(registerStateOf('active', null)).toBe('waiting');
  expect(registerStateOf('active', 3)).toBe('working');
  expect(registerStateOf('ended', 3)).toBe('ended');
  expect(registerStateOf('cancelled', null)).toBe('cancelled');
});
