import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as board from './board.js';
import * as register from './register.js';

const { dispatch, oversee, readBoard } = permissions;

/** The addresses of dispatch and who may use each; the first match counts. */
export const dispatchRoutes: readonly Route[] = [
  ['get', '/board', board.index, readBoard],
  ['get', '/board/state', board.state, readBoard],
  ['post', '/board/assignments', board.assign, dispatch],
  ['get', '/register', register.index, oversee],
  ['post', '/register/search', register.search, oversee],
  ['post', '/register/export', register.exportWorkbook, oversee, 'confirmed'],
];
