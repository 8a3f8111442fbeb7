/** What other modules may use of departure. */

export { departureRoutes } from './web/routes.js';
