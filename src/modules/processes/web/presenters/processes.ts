import { splitCommaList } from '../../../../platform/splitCommaList.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { paths, withQuery } from '../../../../platform/web/paths.js';
import { risksAndControls, type WatchedPoint } from '../../model/risksAndControls.js';
import { ruleText } from '../../model/serviceRules.js';
import { actionNames, offeredActions } from '../../model/taskActions.js';
import type { ProcessOverview } from '../../read/processes.js';
import type { ProcessDefinitionRow } from '../../store/processDefinitions.js';

const documentationOf = (definition: ProcessDefinitionRow) =>
  definition.elements.find(({ id }) => id === definition.key)?.documentation ?? null;

/** A process as a card of the list. */
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
    risksAndControls: listRisksAndControls(row),
    activities: row.elements
      .filter(({ documentation, properties }) => documentation || properties.rules)
      .filter(({ type }) => /Task$|CallActivity$|Event$|Gateway$/.test(type))
      .map(({ id, name, lane, documentation, type, properties }) => ({
        id,
        name,
        lane,
        documentation,
        rules: [
          ...ruleTexts(properties),
          ...(type === 'bpmn:UserTask' ? actionTexts(properties, row.elements) : []),
        ],
      })),
  };
}

/** The department's rules that an element serves. */
function ruleTexts({ rules }: Readonly<Record<string, string>>): string[] {
  const texts = splitCommaList(rules).map(ruleText);
  return texts.length > 0 ? [`执行的规则：${texts.join('、')}`] : [];
}

/** What the diagram says of a task's actions, where it says anything: otherwise all are open. */
function actionTexts(
  properties: Readonly<Record<string, string>>,
  elements: ProcessDefinitionRow['elements'],
) {
  const names = new Map(elements.map(({ id, name }) => [id, name ?? id]));
  const namesOf = (ids: string | undefined) =>
    splitCommaList(ids)
      .map((id) => names.get(id) ?? id)
      .join('、');
  const { actions, returnTo, returnMode, choosesPerformerOf } = properties;
  const offered = offeredActions(properties).map((action) => actionNames[action]);
  const after = { again: '从该环节起重新办理', resume: '补办后直接回来' }[returnMode ?? ''];
  return [
    actions === undefined ? null : `可用操作：${offered.join('、') || '只能办理'}`,
    returnTo === undefined ? null : `可退回到：${namesOf(returnTo) || '不能退回'}`,
    after ? `退回后：${after}` : null,
    choosesPerformerOf ? `可指定办理人：${namesOf(choosesPerformerOf)}` : null,
  ].filter((text) => text !== null);
}

interface ElementLink {
  id: string;
  name: string;
  lane: string | null;
}

/** Every risk and control of the diagram once, in the order of their codes, with the elements that carry it. */
function listRisksAndControls({ elements }: ProcessDefinitionRow) {
  const carriers = new Map<string, { point: WatchedPoint; elements: ElementLink[] }>();
  for (const { id, name, lane, properties } of elements) {
    for (const point of risksAndControls(properties)) {
      const key = JSON.stringify([point.kind === 'control', point.code, point.text]);
      const { elements: known = [] } = carriers.get(key) ?? {};
      carriers.set(key, { point, elements: [...known, { id, name: name ?? id, lane }] });
    }
  }
  return [...carriers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { point, elements: carrying }]) => ({
      isRisk: point.kind === 'risk',
      code: point.code,
      text: point.text,
      elements: carrying,
    }));
}
