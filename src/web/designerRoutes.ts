import * as comparison from './comparison.js';
import { choices } from './drafts/choices.js';
import * as editor from './drafts/editor.js';
import * as formEditor from './drafts/formEditor.js';
import * as forms from './drafts/forms.js';
import * as start from './drafts/start.js';
import { permissions } from './permissions.js';
import * as processes from './processes.js';
import type { Route } from './routes.js';

const { design, person, readDesign } = permissions;

/** The part of the table that deals with processes and the drafts of their next versions. */
export const designerRoutes: readonly Route[] = [
  ['get', '/processes', processes.index, person],
  ['get', '/processes/:key', processes.show, person],
  ['get', '/processes/:key/comparison', comparison.ofVersions, person],
  ['post', '/processes/:key/drafts', start.fromVersion, design],
  ['get', '/definitions/:id/diagram', processes.diagram, person],
  ['get', '/drafts/:id', editor.show, readDesign],
  ['get', '/drafts/:id/diagram', editor.diagram, readDesign],
  ['put', '/drafts/:id/diagram', editor.save, design],
  ['post', '/drafts/:id/lock', editor.lock, design],
  ['delete', '/drafts/:id/lock', editor.unlock, design],
  ['post', '/drafts/:id/check', editor.check, readDesign],
  ['get', '/drafts/:id/choices', choices, readDesign],
  ['get', '/drafts/:id/comparison', comparison.ofDraft, readDesign],
  ['get', '/drafts/:id/forms', forms.index, readDesign],
  ['post', '/drafts/:id/forms', forms.create, design],
  ['get', '/drafts/:id/forms/:key', formEditor.show, readDesign],
  ['post', '/drafts/:id/forms/:key', formEditor.save, design],
  ['post', '/drafts/:id/forms/:key/preview', formEditor.preview, readDesign],
  ['post', '/drafts/:id/forms/:key/removal', forms.remove, design],
];
