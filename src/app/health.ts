import type { Handler } from '../platform/web/deps.js';
import { isDatabaseReachable } from './isDatabaseReachable.js';

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
