import { permissions } from '../../platform/permissions.js';
import type { Route } from '../../platform/web/deps.js';
import * as mails from './mails.js';

const { operate } = permissions;

/** The addresses of mail and who may use each; the first match counts. */
export const mailRoutes: readonly Route[] = [
  ['get', '/admin/mails', mails.index, operate],
  ['get', '/admin/mails/:id', mails.show, operate],
];
