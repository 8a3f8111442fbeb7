import { permissions } from '../../../platform/permissions.js';
import type { Route } from '../../../platform/web/deps.js';
import type { DesignerTools } from '../steps/designerTools.js';
import * as comparison from './comparison.js';
import { choices } from './drafts/choices.js';
import * as editor from './drafts/editor.js';
import * as formEditor from './drafts/formEditor.js';
import * as forms from './drafts/forms.js';
import * as publication from './drafts/publication.js';
import * as reading from './drafts/reading.js';
import * as start from './drafts/start.js';
import * as trial from './drafts/trial.js';
import * as processes from './processes.js';
import * as processFolder from './processFolder.js';
import * as processOwners from './processOwners.js';
import * as publishing from './publishing.js';
import * as restoration from './restoration.js';

const { configure, design, person, deployFolder, readDesign } = permissions;

declare module '../../../platform/web/deps.js' {
  interface Web {
    designer: DesignerTools;
  }
}

/** The addresses of processes and who may use each; the first match counts. */
export const processesRoutes: readonly Route[] = [
  ['get', '/processes', processes.index, person],
  ['post', '/processes/folder', processFolder.deployChangedFiles, deployFolder],
  ['get', '/processes/:key', processes.show, person],
  ['get', '/processes/:key/comparison', comparison.ofVersions, person],
  ['get', '/processes/:key/owners', processOwners.show, configure],
  ['post', '/processes/:key/owners', processOwners.save, configure, 'confirmed'],
  ['get', '/processes/:key/versions/:version/restoration', restoration.show, design],
  ['post', '/processes/:key/versions/:version/restoration', restoration.restore, design],
  ['post', '/processes/:key/drafts', start.fromVersion, design],
  ['get', '/definitions/:id/diagram', processes.diagram, person],
  ['get', '/drafts/new', start.add, design],
  ['post', '/drafts', start.create, design],
  ['get', '/drafts/:id', editor.show, readDesign],
  ['get', '/drafts/:id/diagram', editor.diagram, readDesign],
  ['put', '/drafts/:id/diagram', editor.save, design],
  ['post', '/drafts/:id/lock', editor.lock, design],
  ['delete', '/drafts/:id/lock', editor.unlock, design],
  ['post', '/drafts/:id/check', editor.check, readDesign],
  ['post', '/drafts/:id/readings', reading.create, design],
  ['post', '/drafts/:id/trials', trial.run, design],
  ['get', '/drafts/:id/choices', choices, readDesign],
  ['get', '/drafts/:id/comparison', comparison.ofDraft, readDesign],
  ['get', '/drafts/:id/forms', forms.index, readDesign],
  ['post', '/drafts/:id/forms', forms.create, design],
  ['get', '/drafts/:id/forms/:key', formEditor.show, readDesign],
  ['post', '/drafts/:id/forms/:key', formEditor.save, design],
  ['post', '/drafts/:id/forms/:key/preview', formEditor.preview, design],
  ['post', '/drafts/:id/forms/:key/removal', forms.remove, design],
  ['get', '/drafts/:id/publication', publication.show, readDesign],
  ['post', '/drafts/:id/publication', publication.publish, design],
  ['post', '/drafts/:id/refusal', publication.refuse, design],
  ['post', '/drafts/:id/withdrawal', publication.withdraw, design],
  ['post', '/drafts/:id/discard', start.discard, design],
  ['get', '/settings/publishing', publishing.show, configure],
  ['post', '/settings/publishing', publishing.save, configure, 'confirmed'],
];
