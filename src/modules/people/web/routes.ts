import { permissions } from '../../rules/permissions.js';
import type { Route } from '../deps.js';
import * as chart from './chart.js';
import * as departments from './departments.js';
import * as directoryHistory from './history.js';
import * as directoryImport from './import.js';
import * as directory from './overview.js';
import * as persons from './persons.js';
import * as positions from './positions.js';
import * as templates from './templates.js';

const { editDirectory, person } = permissions;

/** The addresses of the organisation's directory. */
export const directoryRoutes: readonly Route[] = [
  ['get', '/directory', directory.index, person],
  ['get', '/directory/groups', directory.groups, person],
  ['get', '/directory/chart', chart.show, person],
  ['get', '/directory/chart.svg', chart.file, person],
  ['get', '/directory/history', directoryHistory.index, person],
  ['get', '/directory/templates', templates.index, editDirectory],
  ['get', '/directory/templates/:template', templates.show, editDirectory],
  ['post', '/directory/templates/:template', templates.apply, editDirectory],
  ['get', '/directory/imports/new', directoryImport.ask, editDirectory],
  ['get', '/directory/imports/template', directoryImport.blank, editDirectory],
  ['post', '/directory/imports', directoryImport.upload, editDirectory],
  ['get', '/directory/imports/:id', directoryImport.preview, editDirectory],
  ['post', '/directory/imports/:id/confirmation', directoryImport.confirm, editDirectory],
  ['get', '/directory/export', directoryImport.download, editDirectory],
  ['get', '/directory/departments/new', departments.enter, editDirectory],
  ['post', '/directory/departments', departments.create, editDirectory],
  ['get', '/directory/departments/:id', departments.show, person],
  ['get', '/directory/departments/:id/edit', departments.edit, editDirectory],
  ['post', '/directory/departments/:id', departments.save, editDirectory],
  ['post', '/directory/departments/:id/closure', departments.close, editDirectory],
  ['get', '/directory/duty-sheets', positions.sheets, person],
  ['get', '/directory/positions/new', positions.enter, editDirectory],
  ['post', '/directory/positions', positions.create, editDirectory],
  ['get', '/directory/positions/:id', positions.show, person],
  ['get', '/directory/positions/:id/edit', positions.edit, editDirectory],
  ['post', '/directory/positions/:id', positions.save, editDirectory],
  ['post', '/directory/positions/:id/closure', positions.close, editDirectory],
  ['get', '/directory/persons', persons.index, person],
  ['get', '/directory/persons/new', persons.enter, editDirectory],
  ['post', '/directory/persons', persons.create, editDirectory],
  ['get', '/directory/persons/:id', persons.show, person],
  ['get', '/directory/persons/:id/edit', persons.edit, editDirectory],
  ['post', '/directory/persons/:id', persons.save, editDirectory],
  ['post', '/directory/persons/:id/password', persons.password, editDirectory],
  ['post', '/directory/persons/:id/return', persons.restore, editDirectory],
];
