import { NotFound } from '../errors.js';
import { selectProcess, selectProcesses } from '../queries/processes.js';
import type { Handler } from './deps.js';
import { idParameter, queryText } from './parameters.js';
import { paths } from './paths.js';
import { plainDiagram } from './presenters/diagram.js';
import { processCard, processFacts } from './presenters/processes.js';
import { renderPage } from './renderPage.js';

/** GET /processes */
export const index: Handler = async (web, req, res) => {
  const processes = await selectProcesses(web.runtime.db);
  await renderPage(web, req, res, 'processes/index', {
    title: '流程',
    processes: processes.map((process) => processCard(process)),
  });
};

/** GET /processes/:key: the newest version, or the one asked for with `version`. */
export const show: Handler = async (web, req, res) => {
  const { db, definitions } = web.runtime;
  const process = await selectProcess(db, String(req.params.key));
  const wanted = queryText(req, 'version');
  const version = wanted
    ? process.versions.find((one) => String(one.version) === wanted)
    : process.versions[0];
  if (!version) throw new NotFound('该流程版本');
  const { row } = await definitions.load(db, version.id);
  await renderPage(web, req, res, 'processes/show', {
    title: row.name,
    script: 'trace.js',
    ...processFacts(process, row, web.config.timeZone),
    diagram: plainDiagram(row),
    back: { href: paths.processes(), label: '流程' },
  });
};

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
