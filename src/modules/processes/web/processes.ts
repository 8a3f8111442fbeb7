import type { Request, Response } from 'express';
import type { Person } from '../../../platform/actor.js';
import { NotFound } from '../../../platform/errors.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { idParameter, keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { namedVersion, query } from '../../../platform/web/queryShapes.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectDraftItems, selectEditableKeys } from '../read/processDrafts.js';
import { type ProcessOverview, selectProcess, selectProcesses } from '../read/processes.js';
import { selectUnwrittenReason } from '../read/processPublication.js';
import { countStoppedTickets, maySeeStopped, selectStoppedTickets } from '../read/stoppedTickets.js';
import { draftItem, processRow } from './presenters/ownerOverview.js';
import { plainDiagram } from './presenters/processDiagram.js';
import { processCard, processFacts } from './presenters/processes.js';
import { stoppedTicketItem } from './presenters/stoppedTickets.js';

interface Moment {
  now: Date;
  timeZone: string;
}

/** GET /processes: cards for those who work by the diagrams, the desk for those who look after them. */
export const index: Handler = async (web, req, res) => {
  const processes = await selectProcesses(web.runtime.db);
  if (isPermitted(permissions.overseeProcesses, req.person))
    return showOwnerOverview(web, req, res, processes);
  await renderPage(web, req, res, 'processes/index', {
    title: '流程',
    processes: processes.map((process) => processCard(process)),
  });
};

async function showOwnerOverview(
  web: Web,
  req: Request,
  res: Response,
  processes: ProcessOverview[],
): Promise<void> {
  const { db, clock } = web.runtime;
  const person = personOf(req);
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const drafts = await selectDraftItems(db, person, moment.now);
  const keys = processes.map(({ definition }) => definition.key);
  const editable = await selectEditableKeys(db, person, keys);
  const stopped = await countStoppedTickets(db);
  const row = (process: ProcessOverview) => ({
    ...processRow(process, drafts, editable.has(process.definition.key), moment),
    stopped: stopped.get(process.definition.key) ?? 0,
  });
  await renderPage(web, req, res, 'processes/ownerOverview', {
    title: '流程',
    processes: processes.map(row),
    newProcesses: drafts
      .filter(({ processKey }) => !keys.includes(processKey))
      .map((draft) => draftItem(draft, moment)),
    mayDesign: isPermitted(permissions.design, person),
    mayConfigure: isPermitted(permissions.configure, person),
    mayChange: editable.size > 0 || isPermitted(permissions.configure, person),
    mayReadFolder: isPermitted(permissions.deployFolder, person),
  });
}

const pageQuery = query({ version: namedVersion('该流程版本') });

/** GET /processes/:key: the newest version, or the one asked for with `version`. */
export const show: Handler = async (web, req, res) => {
  const { db, definitions, clock } = web.runtime;
  const person = personOf(req);
  const process = await selectProcess(db, keyParameter(req, '流程'));
  const { version: wanted } = pageQuery(req);
  const version =
    wanted === undefined ? process.versions[0] : process.versions.find((one) => one.version === wanted);
  if (!version) throw new NotFound('该流程版本');
  const { row } = await definitions.load(db, version.id);
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const drafts = await selectDraftItems(db, person, moment.now, row.key);
  await renderPage(web, req, res, 'processes/show', {
    title: row.name,
    script: 'trace.js',
    stopped: await stoppedItems(web, person, row.key, moment),
    ...processFacts(process, row, web.config.timeZone),
    diagram: plainDiagram(row),
    drafts: drafts.map((draft) => draftItem(draft, moment)),
    mayEdit: (await selectEditableKeys(db, person, [row.key])).has(row.key),
    mayConfigure: isPermitted(permissions.configure, person),
    unwritten: isPermitted(permissions.overseeProcesses, person)
      ? await selectUnwrittenReason(db, row.key)
      : null,
    back: { href: paths.processes(), label: '流程' },
  });
};

/** What keeps tickets of the process from going on, for those who can do something about it. */
async function stoppedItems(web: Web, person: Person, processKey: string, moment: Moment) {
  const { db, definitions } = web.runtime;
  if (!(await maySeeStopped(db, person, processKey))) return [];
  const stopped = await selectStoppedTickets(db, processKey);
  return Promise.all(
    stopped.map(async (one) => stoppedTicketItem(one, await definitions.load(db, one.definitionId), moment)),
  );
}

/** GET /definitions/:id/diagram: the BPMN file of one version; a version never changes. */
export const diagram: Handler = async (web, req, res) => {
  const { db, definitions } = web.runtime;
  const { row } = await definitions.load(db, idParameter(req, '流程版本'));
  res.set({
    'Content-Type': 'application/xml; charset=utf-8',
    'Cache-Control': 'private, max-age=31536000, immutable',
  });
  res.set('Content-Disposition', `inline; filename="${row.key}-v${row.version}.bpmn"`);
  res.send(row.xml);
};
