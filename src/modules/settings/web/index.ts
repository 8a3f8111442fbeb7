import type { Handler } from '../../../platform/web/deps.js';
import { paths } from '../../../platform/web/paths.js';
import { sectionsFor } from './sections.js';

export * as calendar from './calendar.js';
export * as company from './company.js';
export * as mail from './mail.js';
export * as prices from './prices.js';

/** GET /settings: the first section that the person may open. */
export const index: Handler = (_web, req, res) =>
  res.redirect(303, sectionsFor(req)[0]?.href ?? paths.home());
