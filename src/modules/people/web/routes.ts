import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as account from './account.js';
import * as confirmation from './confirmation.js';
import * as chart from './directory/chart.js';
import * as departments from './directory/departments.js';
import * as directoryHistory from './directory/history.js';
import * as directoryImport from './directory/import.js';
import * as directory from './directory/overview.js';
import * as persons from './directory/persons.js';
import * as positions from './directory/positions.js';
import * as templates from './directory/templates.js';
import * as session from './session.js';

const { editDirectory, person } = permissions;

/** The addresses of people and who may use each; the first match counts. */
export const peopleRoutes: readonly Route[] = [
  ['get', '/session/new', session.logInPage, 'public'],
  ['post', '/session', session.logIn, 'public'],
  ['post', '/session/end', session.logOut, 'public'],
  ['get', '/account', account.show, person],
  ['post', '/account/password', account.password, person],
  ['post', '/account/theme', account.theme, person],
  ['post', '/account/log-ins/others', account.endOthers, person],
  ['get', '/account/confirmation', confirmation.confirmationPage, person],
  ['post', '/account/confirmation', confirmation.confirmation, person],
  ['get', '/directory', directory.index, person],
  ['get', '/directory/groups', directory.groups, person],
  ['get', '/directory/chart', chart.show, person],
  ['get', '/directory/chart.svg', chart.file, person],
  ['get', '/directory/history', directoryHistory.index, person],
  ['get', '/directory/templates', templates.index, editDirectory],
  ['get', '/directory/templates/:template', templates.show, editDirectory],
  ['post', '/directory/templates/:template', templates.apply, editDirectory, 'confirmed'],
  ['get', '/directory/imports/new', directoryImport.add, editDirectory],
  ['get', '/directory/imports/template', directoryImport.blank, editDirectory],
  ['post', '/directory/imports', directoryImport.upload, editDirectory],
  ['get', '/directory/imports/:id', directoryImport.preview, editDirectory],
  ['post', '/directory/imports/:id/confirmation', directoryImport.confirm, editDirectory, 'confirmed'],
  ['get', '/directory/export', directoryImport.download, editDirectory, 'confirmed'],
  ['get', '/directory/departments/new', departments.add, editDirectory],
  ['post', '/directory/departments', departments.create, editDirectory],
  ['get', '/directory/departments/:id', departments.show, person],
  ['get', '/directory/departments/:id/edit', departments.edit, editDirectory],
  ['post', '/directory/departments/:id', departments.save, editDirectory],
  ['post', '/directory/departments/:id/closure', departments.close, editDirectory],
  ['get', '/directory/duty-sheets', positions.sheets, person],
  ['get', '/directory/positions/new', positions.add, editDirectory],
  ['post', '/directory/positions', positions.create, editDirectory, 'confirmed'],
  ['get', '/directory/positions/:id', positions.show, person],
  ['get', '/directory/positions/:id/edit', positions.edit, editDirectory],
  ['post', '/directory/positions/:id', positions.save, editDirectory, 'confirmed'],
  ['post', '/directory/positions/:id/closure', positions.close, editDirectory, 'confirmed'],
  ['get', '/directory/persons', persons.index, person],
  ['get', '/directory/persons/new', persons.add, editDirectory],
  ['post', '/directory/persons', persons.create, editDirectory, 'confirmed'],
  ['get', '/directory/persons/:id', persons.show, person],
  ['get', '/directory/persons/:id/edit', persons.edit, editDirectory],
  ['post', '/directory/persons/:id', persons.save, editDirectory, 'confirmed'],
  ['post', '/directory/persons/:id/password', persons.password, editDirectory, 'confirmed'],
  ['post', '/directory/persons/:id/return', persons.restore, editDirectory, 'confirmed'],
];
