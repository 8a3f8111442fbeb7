import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as exports from './exports.js';

const { exportFiles } = permissions;

/** The addresses of exports and who may use each; the first match counts. */
export const exportsRoutes: readonly Route[] = [
  ['get', '/exports', exports.index, exportFiles],
  ['get', '/exports/:id', exports.show, exportFiles],
  ['get', '/exports/:id/file', exports.download, exportFiles, 'confirmed'],
  ['post', '/exports/:id/cancellation', exports.cancel, exportFiles],
];
