import type { Request, Response } from 'express';
import { NotFound } from '../../../platform/errors.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { formatMoment } from '../../../platform/web/moments.js';
import { keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { namedVersion, query } from '../../../platform/web/queryShapes.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { type ProcessOverview, selectProcess } from '../read/processes.js';
import { type ComparedSide, compareProcesses, draftSide, publishedSide } from '../steps/compareProcesses.js';
import { readDraft } from './drafts/editor.js';
import { comparisonList, comparisonMarks } from './presenters/comparison/index.js';

type Version = ProcessOverview['versions'][number];

/** One side of the page: its name, the address of its diagram, and a function that loads the rest. */
interface Side {
  name: string;
  note: string;
  version: number | null;
  url: string;
  load(): Promise<ComparedSide>;
}

const pageQuery = query({ from: namedVersion('该流程版本'), to: namedVersion('该流程版本') });

/** GET /processes/:key/comparison: two versions set against each other, by default the newest and the one before. */
export const ofVersions: Handler = async (web, req, res) => {
  const process = await selectProcess(web.runtime.db, keyParameter(req, '流程'));
  const { from, to } = pageQuery(req);
  const newer = versionOf(process, to) ?? process.versions[0]!;
  const older = versionOf(process, from) ?? versionBefore(process, newer);
  const { name, key } = process.definition;
  await showComparison(web, req, res, versionSide(web, older), versionSide(web, newer), {
    title: `版本比较：${name}`,
    action: paths.comparison(key),
    choices: process.versions.map(({ version }) => version),
    back: { href: paths.process(key), label: name },
  });
};

/** GET /drafts/:id/comparison: a draft against the published version, or another one chosen with `from`. */
export const ofDraft: Handler = async (web, req, res) => {
  const { draft } = await readDraft(web, req);
  const { db } = web.runtime;
  const process = await selectProcess(db, draft.processKey).catch(nullWhenNotFound);
  const older = process && (versionOf(process, pageQuery(req).from) ?? process.versions[0]!);
  const newer: Side = {
    name: '草稿',
    note: `${formatMoment(draft.updatedAt, web.config.timeZone)} 保存`,
    version: null,
    url: paths.draftDiagram(draft.id),
    load: () => draftSide(db, web.designer.forms, draft),
  };
  await showComparison(web, req, res, older ? versionSide(web, older) : newer, newer, {
    title: `与已发布版本比较：${draft.name}`,
    action: paths.draftComparison(draft.id),
    choices: process?.versions.map(({ version }) => version) ?? [],
    back: { href: paths.draft(draft.id), label: '草稿' },
    publicationHref: paths.draftPublication(draft.id),
  });
};

async function showComparison(
  web: Web,
  req: Request,
  res: Response,
  older: Side,
  newer: Side,
  page: {
    title: string;
    action: string;
    choices: number[];
    back: { href: string; label: string };
    publicationHref?: string;
  },
): Promise<void> {
  const [before, after] = await Promise.all([older.load(), newer.load()]);
  const comparison = await compareProcesses(web.runtime.db, web.designer.diagrams, before, after);
  await renderPage(web, req, res, 'processes/comparison', {
    ...page,
    script: 'comparison.js',
    older,
    newer,
    isAlone: older.url === newer.url,
    problem: comparison.problem,
    list: comparisonList(comparison),
    marks: comparisonMarks(comparison, { olderUrl: older.url, newerUrl: newer.url }),
  });
}

function versionSide(web: Web, { id, version, deployedAt }: Version): Side {
  const { db, definitions } = web.runtime;
  return {
    name: `第 ${version} 版`,
    note: `${formatMoment(deployedAt, web.config.timeZone)} 发布`,
    version,
    url: paths.diagram(id),
    load: () => publishedSide(db, definitions, id),
  };
}

function versionOf({ versions }: ProcessOverview, wanted: number | undefined): Version | null {
  if (wanted === undefined) return null;
  const version = versions.find((one) => one.version === wanted);
  if (!version) throw new NotFound('该流程版本');
  return version;
}

function versionBefore({ versions }: ProcessOverview, newer: Version): Version {
  return versions.find(({ version }) => version < newer.version) ?? newer;
}

/** A draft of a new process has nothing before it. */
function nullWhenNotFound(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
