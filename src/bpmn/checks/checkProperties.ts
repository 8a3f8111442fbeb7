import { splitCommaList } from '../../platform/splitCommaList.js';
import { type Check, problemAt } from '../diagram.js';
import { nearest } from '../names/nearest.js';
import { propertiesOf } from '../readModel.js';
import type { DefinitionProblem } from '../types.js';

/** The properties that are read, with the values that each may have; null: others, which have checks of their own. */
const properties: Record<string, readonly string[] | null> = {
  actions: null,
  returnTo: null,
  returnMode: null,
  voteField: null,
  choosesPerformerOf: null,
  excludePerformerOf: null,
  timeBasis: ['working', 'clock'],
  notify: ['mail'],
  escalation: ['true', 'false'],
  correlationKey: null,
  receives: null,
  rules: null,
  risk: null,
  riskCode: null,
  control: null,
  controlCode: null,
  group: null,
  starterGroups: null,
  numberPrefix: null,
};

/** A misspelt property, or one that names what is gone, would do nothing without a word. */
export const checkProperties: Check = ({ nodes, elements }) => {
  const ids = new Set(nodes.map(({ id }) => id));
  return elements.flatMap((element) => {
    const said = propertiesOf(element);
    const gone = splitCommaList(said.excludePerformerOf).filter((id) => !ids.has(id));
    return [
      ...Object.entries(said).flatMap(([name, value]) =>
        whyNot(name, value).map((why) => problemAt(element, why)),
      ),
      ...gone.map(
        (id): DefinitionProblem =>
          problemAt(element, `职责分离写的环节「${id}」已不在图中，这样谁都可以办理，请重新选择。`),
      ),
    ];
  });
};

function whyNot(name: string, value: string): string[] {
  if (!Object.hasOwn(properties, name)) {
    const meant = nearest(name, Object.keys(properties));
    return [`没有名为「${name}」的属性，它不起作用${meant === null ? '，请删除' : `，是不是「${meant}」`}。`];
  }
  const values = properties[name];
  if (!values || values.includes(value)) return [];
  return [`属性「${name}」的值「${value}」不对，可用的有：${values.map((one) => `「${one}」`).join('')}。`];
}
