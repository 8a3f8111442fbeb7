import { anyType, type FeelType } from '../feel/index.js';
import type { ActivityModel, FlowBlueprint, Mapping, Template, WaitModel } from '../model.js';
import { commonType } from './commonType.js';
import type { Expressions } from './Expressions.js';
import type { VariableTypes } from './evaluate.js';
import { typeOfNode } from './typeOfNode.js';

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

/** What is known of the data of called processes, by their keys. */
export type TypesOfCalled = ReadonlyMap<string, VariableTypes>;

type CallModel = Extract<WaitModel, { kind: 'call' }>;

/**
 * The types of the forms' fields with what the diagram itself declares: results of called processes, items of loops. What
 * a form of the caller says of a result counts before what the called process says.
 */
export function withDeclared(
  types: VariableTypes,
  activities: readonly ActivityModel[],
  expressions: Expressions,
  called: TypesOfCalled,
): VariableTypes {
  const all = new Map<string, FeelType>(types);
  for (const { wait } of activities) {
    if (wait?.kind !== 'call') continue;
    const there = new Map([
      ...typesHandedIn(wait, expressions, all),
      ...(called.get(wait.calledElement) ?? []),
    ]);
    for (const [name, text] of Object.entries(wait.output)) {
      if (types.has(name)) continue;
      const [type, other] = [typeOfText(text, expressions, there), all.get(name)];
      all.set(name, other ? commonType(other, type) : type);
    }
  }
  for (const { loop } of activities) {
    if (!loop) continue;
    const list = loop.collection === null ? anyType : typeOfText(loop.collection, expressions, all);
    all.set(loop.elementVariable, list.kind === 'list' ? list.of : anyType);
  }
  return all;
}

/** What a call hands to the called process, as the caller knows it. */
export function typesHandedIn(
  { passAll, input }: CallModel,
  expressions: Expressions,
  types: VariableTypes,
): Map<string, FeelType> {
  const mapped = input.flatMap(({ target, template }): [string, FeelType][] =>
    'feel' in template ? [[target, typeOfText(template.feel, expressions, types)]] : [],
  );
  return new Map([...(passAll ? types : []), ...mapped]);
}

function typeOfText(text: string, expressions: Expressions, types: VariableTypes): FeelType {
  const { compiled } = expressions.get(text);
  return compiled ? typeOfNode(compiled.tree, (name) => types.get(name)) : anyType;
}
