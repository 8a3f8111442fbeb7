/** What other modules may use of dispatch. */

export { registerExport } from './read/registerExport.js';

export { dispatchRoutes } from './web/routes.js';
