/** What other modules may use of papers. */

export { createPaperCatalog } from './steps/paperCatalog.js';

export { papersRoutes } from './web/routes.js';
