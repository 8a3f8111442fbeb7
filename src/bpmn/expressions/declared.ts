import { anyType, type FeelType } from '../feel/index.js';
import type { ActivityModel, FlowBlueprint, Mapping, Template, WaitModel } from '../model.js';
import type { VariableTypes } from './evaluate.js';

/** Every FEEL text of a definition that a step may evaluate. */
export function expressionsOf(
  activities: Iterable<ActivityModel>,
  flows: readonly FlowBlueprint[],
): string[] {
  const conditions = flows.flatMap(({ behaviour }) => {
    const { body } = (behaviour.conditionExpression ?? {}) as { body?: string };
    return body === undefined ? [] : [body];
  });
  return [...conditions, ...[...activities].flatMap(ofActivity)];
}

function ofActivity({ wait, timer, loop, throws }: ActivityModel): string[] {
  const sent = throws?.data.map(({ template }) => template) ?? [];
  const templates = [...(wait ? templatesOf(wait) : []), timer?.template ?? null, ...sent];
  const key = throws?.kind === 'message' ? throws.correlationKey : null;
  const whole = [loop?.collection, loop?.cardinality, loop?.completionCondition, ...wholeOf(wait), key];
  const outputs = wait?.kind === 'call' ? Object.values(wait.output) : [];
  return [...templates.flatMap(feelIn), ...whole.filter((text) => typeof text === 'string'), ...outputs];
}

function templatesOf(wait: WaitModel): (Template | null)[] {
  switch (wait.kind) {
    case 'task':
      return [wait.assignee, wait.candidateGroups, wait.dueDate, wait.priority];
    case 'timer':
      return [wait.timer.template];
    case 'service':
    case 'call':
      return wait.input.map(({ template }: Mapping) => template);
    case 'message':
    case 'signal':
    case 'condition':
      return [];
  }
}

/** What a wait has of FEEL without `${…}`. */
function wholeOf(wait: WaitModel | null): (string | null)[] {
  if (wait?.kind === 'message') return [wait.correlationKey];
  return wait?.kind === 'condition' ? [wait.condition] : [];
}

function feelIn(template: Template | null): string[] {
  return template && 'feel' in template ? [template.feel] : [];
}

/** The types of the forms' fields with what the diagram itself declares: results of called processes, items of loops. */
export function withDeclared(types: VariableTypes, activities: Iterable<ActivityModel>): VariableTypes {
  const all = new Map<string, FeelType>(types);
  for (const { wait, loop } of activities) {
    const results = wait?.kind === 'call' ? Object.keys(wait.output) : [];
    for (const name of results) if (!all.has(name)) all.set(name, anyType);
    if (loop) all.set(loop.elementVariable, itemOf(loop.collection, types));
  }
  return all;
}

function itemOf(collection: string | null, types: VariableTypes): FeelType {
  const list = types.get(collection ?? '');
  return list?.kind === 'list' ? list.of : anyType;
}
