import type { Request } from 'express';
import { logPageAccess } from '../../../platform/access/logPageAccess.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { loadFormContext } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { selectTicketTrace, type TicketTrace } from '../read/ticketTrace.js';
import { selectTicketVersions } from '../read/ticketVersions.js';
import { type PlayedStep, playback, playedSteps } from './presenters/playback.js';
import { playbackSteps } from './presenters/playbackSteps.js';
import { participants, submissionViews } from './presenters/submissions.js';

/** GET /tickets/:number/playback: the ticket's life step by step; without JavaScript a list of the steps. */
export const show: Handler = async (web, req, res) => {
  const { db, clock, definitions } = web.runtime;
  const number = ticketNumberParameter(req);
  const trace = await selectTicketTrace(db, personOf(req), number);
  await logPageAccess(web, req, { action: 'view-ticket', ticketNumber: number });
  const { timeZone } = web.config;
  const current = await definitions.load(db, trace.definition.id);
  const steps = playedSteps(trace.events, await versionsOf(web, trace), current);
  const members = await membersOf(web, req, steps);
  const forms = submissionViews(trace, current, members, clock.now(), timeZone);
  await renderPage(web, req, res, 'tickets/playback', {
    title: `回放工单 ${number}`,
    script: 'playback.js',
    subtitle: trace.ticket.title,
    back: { href: paths.ticket(number), label: `工单 ${number}` },
    historyHref: paths.ticketHistory(number),
    steps: playbackSteps(steps, timeZone),
    lastIndex: steps.length - 1,
    forms: forms.map((form) => ({ ...form, step: stepOfForm(steps, form.id) })),
    playback: playback(steps, { timeZone, people: { ...members, ...participants(trace) } }),
  });
};

async function versionsOf(web: Web, trace: TicketTrace): Promise<Map<number, DeployedDefinition>> {
  const { db, definitions } = web.runtime;
  const loaded = new Map<number, DeployedDefinition>();
  for (const [version, id] of await selectTicketVersions(db, trace)) {
    loaded.set(version, await definitions.load(db, id));
  }
  return loaded;
}

async function membersOf(web: Web, req: Request, steps: readonly PlayedStep[]) {
  const definitions = new Set(steps.map(({ definition }) => definition));
  const forms = [...definitions].flatMap((one) => [...one.forms.values()].map(({ form }) => form));
  const moment = { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
  return (await loadFormContext(web.runtime.db, forms, personOf(req), moment, {})).people;
}

function stepOfForm(steps: readonly PlayedStep[], formId: string): number {
  return steps.findIndex(({ events: [cause] }) => `form-${cause.data.submissionId}` === formId);
}
