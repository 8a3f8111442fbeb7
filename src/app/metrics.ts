import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { countOpenIncidents } from '../jobs/store/incidents.js';
import { countDueJobs } from '../jobs/store/jobs.js';
import { countRunningTickets } from '../modules/tickets/index.js';
import { NotFound } from '../platform/errors.js';
import type { Handler, Web } from '../platform/web/deps.js';

/** GET /metrics for Prometheus: there for those who know METRICS_TOKEN, and for nobody when it is not set. */
export const metrics: Handler = async (web, req, res) => {
  if (!web.config.metricsToken || !knowsToken(req, web.config.metricsToken)) throw new NotFound('该页面');
  await setQueues(web);
  const { registry } = web.metrics;
  res
    .set('Cache-Control', 'no-store')
    .type(registry.contentType)
    .send(await registry.metrics());
};

/** Kinds without due jobs disappear, so that none keeps an old figure. */
async function setQueues({ runtime: { db, clock }, metrics: { queues } }: Web): Promise<void> {
  const now = clock.now();
  queues.dueJobs.reset();
  queues.oldestDueJobSeconds.reset();
  for (const { kind, count, oldestRunAt } of await countDueJobs(db, now)) {
    queues.dueJobs.set({ kind }, count);
    queues.oldestDueJobSeconds.set({ kind }, (now.getTime() - Date.parse(oldestRunAt)) / 1000);
  }
  queues.openIncidents.set(await countOpenIncidents(db));
  queues.runningTickets.set(await countRunningTickets(db));
}

/** Compares without telling by the time it takes how much is right. */
function knowsToken(req: Request, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(req.headers.authorization ?? ''), digest(`Bearer ${token}`));
}
