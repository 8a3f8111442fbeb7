/** What other modules may use of exports. */

export { removeExportJob } from './jobs/removeExport.js';
export { writeExportJob } from './jobs/writeExport.js';
export type { ExportKind } from './model/exports.js';
export { criteriaText } from './model/exports.js';
export { type ExportWriter, mapRows } from './read/exportWriter.js';
export { exportFolder } from './steps/exportFolder.js';

export { exportsRoutes } from './web/routes.js';
export { startExport } from './web/startExport.js';
