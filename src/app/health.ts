import type { Knex } from 'knex';
import type { Handler, Web } from '../platform/web/deps.js';

/** How long the database may take to answer, in milliseconds. */
const databaseTimeoutMs = 2000;

/** GET /healthz for monitors: 503 while stopping, when the database or the worker is gone, or the disk full. */
export const health: Handler = async (web, _req, res) => {
  answer(res, {
    ...(await readiness(web)),
    worker: web.vitals.workerAlive(),
    storage: await web.vitals.hasRoom().catch(() => false),
  });
};

/** GET /readyz for load balancers: whether requests are to be sent here. A full disk stops no reader, so it is not asked. */
export const ready: Handler = async (web, _req, res) => answer(res, await readiness(web));

/** GET /livez for what restarts processes: that it answers at all is what it says. */
export const alive: Handler = (_web, _req, res) => answer(res, {});

async function readiness(web: Web) {
  return { accepting: web.vitals.accepting(), database: await isDatabaseReachable(web.runtime.db) };
}

function answer(res: Parameters<Handler>[2], checks: Record<string, boolean>): void {
  const isWell = Object.values(checks).every(Boolean);
  res.set('Cache-Control', 'no-store');
  res.status(isWell ? 200 : 503).json({ status: isWell ? 'ok' : 'unavailable', ...checks });
}

/** True when the database answers a trivial query in two seconds. */
async function isDatabaseReachable(db: Knex): Promise<boolean> {
  try {
    await db.raw('select 1').timeout(databaseTimeoutMs);
    return true;
  } catch {
    return false;
  }
}
