import {
  type ExplanationContext,
  explainExpression,
  variablesNamedIn,
} from '../../../../bpmn/explanation/explainExpression.js';
import { type DataTitles, factsOf } from '../../../../bpmn/explanation/factsOf.js';
import type { Definition } from '../../../../bpmn/loadDefinition.js';
import type { FlowBlueprint } from '../../../../bpmn/model.js';
import { loopCounts } from '../../../../bpmn/names/fieldsAt.js';
import type { Variables } from '../../../../bpmn/types.js';
import { variableTypes } from '../../../../forms/variables/variableTypes.js';
import { titlesOfForms } from '../../../../forms/view/titlesOfForms.js';
import type { DeployedDefinition } from '../../../processes/index.js';
import { applyChanges, type VariableChange } from '../../model/variableChanges.js';
import type { AuditEventRow } from '../../store/auditEvents.js';
import { fieldsOf } from './changedData.js';

/** Why a ticket took a way: at the flow's event, with the element that it leaves. */
export interface Decision {
  seq: number;
  at: string;
  elementId: string;
  text: string;
}

/** What one command decided with. */
interface Scene extends ExplanationContext {
  engine: Definition;
  variables: Variables;
  words: DataTitles;
  /** What the conditions saw of the loops around; undefined where it was not recorded, or there was nothing. */
  seen?: Variables;
}

/**
 * Which condition decided at each flow that was taken, with the values that it saw then: the ticket's data after the
 * command, at the command's moment. Flows without a choice say nothing, and neither do steps on another version.
 */
export function decisionsOf(
  events: readonly AuditEventRow[],
  definition: DeployedDefinition,
  zone: string,
): Decision[] {
  const types = variableTypes([...definition.forms.values()].map(({ form }) => form));
  const words = titlesWithLoops(titlesOfForms(fieldsOf(definition)));
  const { engine } = definition;
  const scene: Scene = { engine, types, words, zone, variables: {}, now: new Date(0) };
  let isOurs = false;
  return events.flatMap((event) => {
    const { type, seq, at, elementId, data } = event;
    scene.variables = applyChanges(scene.variables, (data.changes ?? []) as VariableChange[]);
    if (data.command) {
      scene.now = new Date(at);
      isOurs = data.processVersion === definition.row.version;
    }
    if (!isOurs || elementId === null) return [];
    const seen = data.seen as Variables | undefined;
    const there = { ...scene, variables: { ...scene.variables, ...seen }, seen };
    if (type === 'activity.completed' && seen) {
      const text = completionText(elementId, there);
      return text === null ? [] : [{ seq, at, elementId, text }];
    }
    const flow = type === 'flow.taken' ? engine.model.flow(elementId) : undefined;
    const text = flow ? decisionText(flow, there) : null;
    return flow && text !== null ? [{ seq, at, elementId: flow.sourceId, text }] : [];
  });
}

/** Why a loop ended: its condition with the counts of that moment, or that all was done. */
function completionText(elementId: string, scene: Scene): string | null {
  const condition = scene.engine.model.activity(elementId)?.loop?.completionCondition;
  if (!condition) return null;
  const explained = explainExpression(condition, scene.variables, scene);
  const facts = factsOf(explained, scene.words, scene.zone).join('；');
  if (explained.value === true) return `完成条件：${facts} → 是。`;
  return `全部办完，完成条件没有成立过：${facts}。`;
}

/** Counts of loops have names of their own. */
function titlesWithLoops(words: DataTitles): DataTitles {
  const own: Record<string, string> = { ...loopCounts, loopCounter: '序号' };
  return {
    ...words,
    titleOf: (path) => words.titleOf(path) ?? (path.length === 1 ? (own[path[0]!] ?? null) : null),
  };
}

function decisionText(flow: FlowBlueprint, scene: Scene): string | null {
  if (conditionOf(flow) !== null) return conditionText(flow, scene, true);
  if (!flow.isDefault) return null;
  const others = scene.engine.model.outboundOf(flow.sourceId).filter((other) => conditionOf(other) !== null);
  return others.length === 0
    ? null
    : `其他出口的条件都不成立，走默认出口。${others.map((other) => conditionText(other, scene, false)).join(' ')}`;
}

/** The facts that the condition met; its bare text where they can't be told as they were. */
function conditionText(flow: FlowBlueprint, scene: Scene, wasMet: boolean): string {
  const text = conditionOf(flow) ?? '';
  const name = typeof flow.name === 'string' ? `「${flow.name}」` : '';
  const explained = explainExpression(text, scene.variables, scene);
  const isOfLoop =
    explained.tree && variablesNamedIn(explained.tree).some((one) => loopNames(flow, scene).has(one));
  if (isOfLoop && !scene.seen) return `${name}条件 ${text} 用到逐项办理的数据，不在这里重新计算。`;
  if (explained.value !== wasMet) return `${name}条件 ${text}：按保存的数据重新计算，结果与当时不同。`;
  const facts = factsOf(explained, scene.words, scene.zone).join('；');
  return `${name}${facts} → ${wasMet ? '是' : '否'}。`;
}

function conditionOf({ behaviour }: FlowBlueprint): string | null {
  return (behaviour.conditionExpression as { body?: string } | undefined)?.body ?? null;
}

/** Names that each round of a loop around the flow has for itself: which round it was is not recorded. */
function loopNames(flow: FlowBlueprint, { engine }: Scene): Set<string> {
  const names = new Set<string>();
  let around = engine.model.activity(flow.parent.id);
  while (around) {
    if (around.loop) names.add(around.loop.elementVariable).add('loopCounter');
    around = engine.model.activity(around.blueprint.parent.id);
  }
  return names;
}
