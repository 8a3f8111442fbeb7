import { splitCommaList } from '../../../platform/splitCommaList.js';

/** The rules whose breaches an auditor can search for. */
export type AuditedRule = 'R3' | 'R9' | 'R12' | 'R14' | 'R18';

export const auditedRules: readonly { id: AuditedRule; name: string }[] = [
  { id: 'R3', name: '超时答复（R3）' },
  { id: 'R12', name: '未回访（R12）' },
  { id: 'R18', name: '同一人经办与复核（R18）' },
  { id: 'R9', name: '未经客户确认结案（R9）' },
  { id: 'R14', name: '重复维修（R14）' },
];

const ruleNames = new Map(auditedRules.map(({ id, name }) => [id, name]));

/** The name of a rule: `未回访（R12）`. */
export function auditedRuleName(rule: AuditedRule): string {
  return ruleNames.get(rule) ?? rule;
}

interface Element {
  id: string;
  type: string;
  properties: Record<string, string>;
}

/** The user tasks of a process that serve a rule, as their property `rules` says. */
export function tasksServingRule(elements: readonly Element[], rule: AuditedRule): string[] {
  return elements
    .filter(
      ({ type, properties }) => type === 'bpmn:UserTask' && splitCommaList(properties.rules).includes(rule),
    )
    .filter(({ properties }) => (properties.escalation === 'true') === (rule === 'R3'))
    .map(({ id }) => id);
}

/** Pairs of elements that one person may not both perform: the first excludes the performers of the second. */
export function incompatiblePairs(elements: readonly Element[]): [string, string][] {
  return elements.flatMap(({ id, properties }) =>
    splitCommaList(properties.excludePerformerOf).map((other): [string, string] => [id, other]),
  );
}
