import type { Request, Response } from 'express';
import { placeName } from '../../../bpmn/describeElements.js';
import { retryJob } from '../../../jobs/commands/retryJob.js';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, nothing, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { metTexts } from '../../processes/index.js';
import { skipJob } from '../commands/skipJob.js';
import {
  type IncidentListItem,
  selectOpenIncidents,
  selectResolvedIncidents,
  selectUnfinishedJobs,
} from '../read/jobs.js';
import { incidentItem, jobItem, resolvedIncidentItem } from './presenters/jobs.js';

const resolvedShownMs = 14 * 24 * 60 * 60 * 1000;

/** A refused skip, for showing the page again with the typed reason. */
interface RefusedSkip {
  jobId: number;
  reason: string;
  error: string;
}

/** GET /admin/jobs */
export const index: Handler = (web, req, res) => showJobs(web, req, res);

/** POST /admin/jobs/:id/retry */
export const retry = receives(nothing, async (web, req, res) => {
  await runCommand(web.runtime, personOf(req), retryJob, { jobId: idParameter(req, '作业') });
  flash(req, 'success', '作业已重新排队，很快会再次执行。');
  res.redirect(303, paths.jobs());
});

/** POST /admin/jobs/:id/skip: advances the ticket without the service's result. */
export const skip = receives(form({ reason: text('跳过原因') }), async (web, req, res, { reason }) => {
  const input = { jobId: idParameter(req, '作业'), reason };
  try {
    await runCommand(web.runtime, personOf(req), skipJob, input);
    flash(req, 'success', '已跳过该自动处理，工单继续流转。');
    res.redirect(303, paths.jobs());
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showJobs(web, req, res, { ...input, error: error.errors[0]?.message ?? '' });
  }
});

async function showJobs(web: Web, req: Request, res: Response, refused?: RefusedSkip): Promise<void> {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const now = clock.now();
  const open = await selectOpenIncidents(db);
  const resolved = await selectResolvedIncidents(db, new Date(now.getTime() - resolvedShownMs));
  const jobs = await selectUnfinishedJobs(db);
  const places = await placesOf(web, [...open, ...resolved]);
  await renderPage(web, req, res, 'jobs/index', {
    title: '作业与异常',
    incidents: open.map((incident) => ({
      ...incidentItem(incident, places.get(incident.id)?.name ?? null, now, timeZone),
      met: places.get(incident.id)?.met ?? [],
      refused: refused?.jobId === incident.jobId ? refused : null,
    })),
    resolved: resolved.map((incident) =>
      resolvedIncidentItem(incident, places.get(incident.id)?.name ?? null, now, timeZone),
    ),
    jobs: jobs.map((job) => jobItem(job, now, timeZone)),
  });
}

/** The elements at which incidents happened, and the expressions there with what they saw, by incident. */
async function placesOf({ runtime, config }: Web, incidents: readonly IncidentListItem[]) {
  const places = new Map<number, { name: string; met: ReturnType<typeof metTexts> }>();
  for (const { id, definitionId, elementId, met } of incidents) {
    if (definitionId === null || elementId === null) continue;
    const definition = await runtime.definitions.load(runtime.db, definitionId);
    const name = placeName(definition.elements, elementId);
    places.set(id, { name, met: metTexts(met, definition, config.timeZone) });
  }
  return places;
}
