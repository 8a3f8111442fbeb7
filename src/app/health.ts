import { isDatabaseReachable } from '../queries/isDatabaseReachable.js';
import type { Handler } from './deps.js';

/** GET /healthz for load balancers and monitors: 503 while stopping, or when the database or the worker is gone. */
export const health: Handler = async (web, _req, res) => {
  const checks = {
    accepting: web.vitals.accepting(),
    worker: web.vitals.workerAlive(),
    database: await isDatabaseReachable(web.runtime.db),
  };
  const healthy = Object.values(checks).every(Boolean);
  res.set('Cache-Control', 'no-store');
  res.status(healthy ? 200 : 503).json({ status: healthy ? 'ok' : 'unavailable', ...checks });
};
