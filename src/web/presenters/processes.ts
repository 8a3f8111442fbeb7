import type { ProcessDefinitionRow } from '../../db/processDefinitions.js';
import type { ProcessOverview } from '../../queries/processes.js';
import { paths, withQuery } from '../paths.js';
import { formatMoment } from './moments.js';

const documentationOf = (definition: ProcessDefinitionRow) =>
  definition.elements.find(({ id }) => id === definition.key)?.documentation ?? null;

export function processCard({ definition, versions }: ProcessOverview) {
  return {
    name: definition.name,
    key: definition.key,
    href: paths.process(definition.key),
    documentation: documentationOf(definition),
    version: definition.version,
    running: versions.reduce((sum, { running }) => sum + running, 0),
  };
}

/** One version of a process: its documentation, its activities in order of lanes, and all versions. */
export function processFacts({ versions }: ProcessOverview, row: ProcessDefinitionRow, timeZone: string) {
  return {
    process: { name: row.name, key: row.key, version: row.version, documentation: documentationOf(row) },
    isLatest: versions[0]?.id === row.id,
    versions: versions.map((one, index) => ({
      version: one.version,
      deployedAt: formatMoment(one.deployedAt, timeZone),
      publisher: one.publisher,
      approver: one.approver,
      comment: one.comment,
      running: one.running,
      href: paths.processVersion(row.key, one.version),
      diagramHref: paths.diagram(one.id),
      comparisonHref: versions[index + 1]
        ? withQuery(paths.comparison(row.key), { from: versions[index + 1]!.version, to: one.version })
        : null,
      current: one.id === row.id,
      isOlder: index > 0,
    })),
    watched: watchedTexts(row),
    activities: row.elements
      .filter(({ type, documentation }) => documentation && /Task$|CallActivity$|Event$|Gateway$/.test(type))
      .map(({ id, name, lane, documentation }) => ({ id, name, lane, documentation })),
  };
}

/** Every risk and control of the diagram once, in the order of their texts, with the elements that carry it. */
function watchedTexts({ elements }: ProcessDefinitionRow) {
  const kinds = [
    { property: 'risk', kind: '风险' },
    { property: 'control', kind: '控制' },
  ];
  return kinds.flatMap(({ property, kind }) => {
    const texts = new Set(elements.flatMap(({ properties }) => properties[property] ?? []));
    return [...texts].sort().map((text) => ({
      isRisk: property === 'risk',
      text: text.startsWith(kind) ? text : `${kind}：${text}`,
      elements: elements
        .filter(({ properties }) => properties[property] === text)
        .map(({ id, name, lane }) => ({ id, name: name ?? id, lane })),
    }));
  });
}
