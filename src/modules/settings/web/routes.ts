import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as company from './companyLogo.js';
import * as settings from './index.js';

const { configure, configureDepartment, person } = permissions;

/** The addresses of settings and who may use each; the first match counts. */
export const settingsRoutes: readonly Route[] = [
  ['get', '/company/logo/:sha256', company.logo, person],
  ['get', '/settings', settings.index, configureDepartment],
  ['get', '/settings/company', settings.company.show, configure],
  ['post', '/settings/company', settings.company.save, configure],
  ['post', '/settings/company/logo', settings.company.logo, configure],
  ['get', '/settings/calendar', settings.calendar.show, configureDepartment],
  ['post', '/settings/calendar', settings.calendar.save, configureDepartment],
  ['get', '/settings/prices', settings.prices.show, configureDepartment],
  ['post', '/settings/prices', settings.prices.save, configureDepartment],
  ['get', '/settings/mail', settings.mail.show, configure],
  ['post', '/settings/mail', settings.mail.save, configure, 'confirmed'],
  ['post', '/settings/mail/test', settings.mail.test, configure],
];
