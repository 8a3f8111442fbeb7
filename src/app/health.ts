import type { Knex } from 'knex';
import type { Handler } from '../platform/web/deps.js';

/** How long the database may take to answer, in milliseconds. */
const databaseTimeoutMs = 2000;

/** GET /healthz for load balancers and monitors: 503 while stopping, when the database or the worker is gone, or the disk full. */
export const health: Handler = async (web, _req, res) => {
  const checks = {
    accepting: web.vitals.accepting(),
    worker: web.vitals.workerAlive(),
    database: await isDatabaseReachable(web.runtime.db),
    storage: await web.vitals.hasRoom().catch(() => false),
  };
  const healthy = Object.values(checks).every(Boolean);
  res.set('Cache-Control', 'no-store');
  res.status(healthy ? 200 : 503).json({ status: healthy ? 'ok' : 'unavailable', ...checks });
};

/** True when the database answers a trivial query in two seconds. */
async function isDatabaseReachable(db: Knex): Promise<boolean> {
  try {
    await db.raw('select 1').timeout(databaseTimeoutMs);
    return true;
  } catch {
    return false;
  }
}
