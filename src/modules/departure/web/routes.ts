import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import * as departure from './departure.js';

/** The addresses under which a person leaves. */
export const departureRoutes: readonly Route[] = [
  ['get', '/directory/persons/:id/departure', departure.show, permissions.editDirectory],
  ['post', '/directory/persons/:id/departure', departure.depart, permissions.editDirectory, 'confirmed'],
];
