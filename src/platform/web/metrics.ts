import type { RequestHandler } from 'express';
import { Gauge, Histogram, Registry } from 'prom-client';

/** What a Prometheus server reads of this process. */
export interface Metrics {
  registry: Registry;
  /** Measures each request by the route that answered it, never by its address, which may name a ticket. */
  measureRequests: RequestHandler;
  /** Sets what is asked of the database at each reading. */
  queues: Record<QueueName, Gauge>;
}

type QueueName = 'dueJobs' | 'oldestDueJobSeconds' | 'openIncidents' | 'runningTickets';

/** Clicks are to take less than 25 ms, so most steps lie there. */
const stepsInSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics of one application. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const durations = new Histogram({
    name: 'serviceflow_http_request_seconds',
    help: 'Time from the first line of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: stepsInSeconds,
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `serviceflow_${name}`, help, labelNames, registers });
  return {
    registry,
    queues: {
      dueJobs: gauge('due_jobs', 'Jobs whose time has come and that nobody has begun', ['kind']),
      oldestDueJobSeconds: gauge('oldest_due_job_seconds', 'How long the oldest of them has waited', [
        'kind',
      ]),
      openIncidents: gauge('open_incidents', 'Incidents that wait for a decision'),
      runningTickets: gauge('running_tickets', 'Tickets under way'),
    },
    measureRequests: (req, res, next) => {
      const end = durations.startTimer();
      res.once('close', () => {
        const route = (req.route as { path?: unknown } | undefined)?.path;
        end({
          method: req.method,
          route: typeof route === 'string' ? route : 'other',
          status: res.statusCode,
        });
      });
      next();
    },
  };
}
