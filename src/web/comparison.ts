import { compareProcesses, publishedSide } from '../commands/compareProcesses.js';
import { NotFound } from '../errors.js';
import { type ProcessOverview, selectProcess } from '../queries/processes.js';
import type { Handler } from './deps.js';
import { queryText } from './parameters.js';
import { paths } from './paths.js';
import { comparisonList, comparisonMarks } from './presenters/comparison/index.js';
import { formatMoment } from './presenters/moments.js';
import { renderPage } from './renderPage.js';

type Version = ProcessOverview['versions'][number];

/** GET /processes/:key/comparison: two versions set against each other, by default the newest and the one before. */
export const ofVersions: Handler = async (web, req, res) => {
  const { db, definitions } = web.runtime;
  const process = await selectProcess(db, String(req.params.key));
  const newer = versionOf(process, queryText(req, 'to')) ?? process.versions[0]!;
  const older = versionOf(process, queryText(req, 'from')) ?? versionBefore(process, newer);
  const sides = await Promise.all([older, newer].map(({ id }) => publishedSide(db, definitions, id)));
  const comparison = await compareProcesses(db, sides[0]!, sides[1]!);
  const { name, key } = process.definition;
  await renderPage(web, req, res, 'processes/comparison', {
    title: `版本比较：${name}`,
    script: 'comparison.js',
    key,
    older: sideName(older, web.config.timeZone),
    newer: sideName(newer, web.config.timeZone),
    choices: process.versions.map(({ version }) => version),
    hasOne: process.versions.length === 1,
    problem: comparison.problem,
    list: comparisonList(comparison),
    marks: comparisonMarks(comparison, {
      olderUrl: paths.diagram(older.id),
      newerUrl: paths.diagram(newer.id),
    }),
    back: { href: paths.process(key), label: name },
  });
};

function versionOf({ versions }: ProcessOverview, wanted: string | undefined): Version | null {
  if (!wanted) return null;
  const version = versions.find((one) => String(one.version) === wanted);
  if (!version) throw new NotFound('该流程版本');
  return version;
}

function versionBefore({ versions }: ProcessOverview, newer: Version): Version {
  return versions.find(({ version }) => version < newer.version) ?? newer;
}

function sideName({ version, deployedAt }: Version, timeZone: string) {
  return { version, name: `第 ${version} 版`, note: `${formatMoment(deployedAt, timeZone)} 发布` };
}
