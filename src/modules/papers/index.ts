/** What other modules may use of papers. */

export { createPaperShelf } from './steps/paperShelf.js';

export { papersRoutes } from './web/routes.js';
