import type { Designer, Mend, Moddle, Modeling, Services, Shape } from '../types.js';
import { extensionsOf } from './camunda.js';
import { feelIn, wrapped } from './expressions.js';

/** An attribute, or the body of an expression element, that holds FEEL. */
interface Place {
  holder: Moddle;
  property: string;
  /** Only `${…}` is FEEL there; other text is meant as it stands. */
  isTemplate: boolean;
}

/** Every expression of the element that reads `from` becomes `to`. */
interface Replacement {
  shape: Shape;
  from: string;
  to: string;
}

const command = 'expression.replace';
const attributes = ['camunda:assignee', 'camunda:candidateGroups', 'camunda:dueDate', 'camunda:priority'];
const timers = ['timeDuration', 'timeDate', 'timeCycle'];

/** Where an element holds the expression, as the server's check reads it. */
function placesOf(model: Moddle, from: string): Place[] {
  return allPlaces(model).filter(({ holder, property, isTemplate }) => {
    const text = String(holder.get(property) ?? '');
    return (feelIn(text) ?? (isTemplate ? null : text.trim())) === from;
  });
}

function allPlaces(model: Moddle): Place[] {
  const loop = model.loopCharacteristics as Moddle | undefined;
  const events = (model.eventDefinitions as Moddle[] | undefined) ?? [];
  const inputs = extensionsOf(model, 'camunda:InputOutput').flatMap(
    (list) => (list.get('inputParameters') as Moddle[] | undefined) ?? [],
  );
  const keys = extensionsOf(model, 'camunda:Properties')
    .flatMap((list) => (list.get('values') as Moddle[] | undefined) ?? [])
    .filter(({ name }) => name === 'correlationKey');
  return [
    ...bodies(model, ['conditionExpression'], false),
    ...attributes.map((property) => ({ holder: model, property, isTemplate: true })),
    ...events.flatMap((event) => [...bodies(event, timers, true), ...bodies(event, ['condition'], false)]),
    ...keys.map((holder) => ({ holder, property: 'value', isTemplate: false })),
    ...inputs.map((holder) => ({ holder, property: 'value', isTemplate: true })),
    ...['camunda:In', 'camunda:Out'].flatMap((type) => extensionsOf(model, type).flatMap(mappingPlaces)),
    ...(loop ? [{ holder: loop, property: 'camunda:collection', isTemplate: false }] : []),
    ...(loop ? bodies(loop, ['loopCardinality', 'completionCondition'], false) : []),
  ];
}

function mappingPlaces(holder: Moddle): Place[] {
  return ['source', 'sourceExpression'].map((property) => ({ holder, property, isTemplate: false }));
}

function bodies(owner: Moddle, names: readonly string[], isTemplate: boolean): Place[] {
  return names.flatMap((name) => {
    const holder = owner[name] as Moddle | undefined;
    return holder ? [{ holder, property: 'body', isTemplate }] : [];
  });
}

/** The new text in the brackets, or without, that the old one had. */
function written({ holder, property }: Place, to: string): string {
  return feelIn(String(holder.get(property) ?? '')) === null ? to : wrapped(to);
}

/** Several places of one element, changed and taken back in one step. */
class ReplaceExpression {
  static $inject = ['modeling'];

  constructor(private readonly modeling: Pick<Modeling, 'updateModdleProperties'>) {}

  preExecute({ shape, from, to }: Replacement): void {
    for (const place of placesOf(shape.businessObject, from)) {
      this.modeling.updateModdleProperties(shape, place.holder, { [place.property]: written(place, to) });
    }
  }
}

class ReplaceExpressionCommand {
  static $inject = ['commandStack'];

  constructor(commandStack: Services['commandStack']) {
    commandStack.registerHandler(command, ReplaceExpression);
  }
}

/** Teaches the editor the command. */
export const replaceExpressionModule = {
  __init__: ['replaceExpressionCommand'],
  replaceExpressionCommand: ['type', ReplaceExpressionCommand],
};

/** What the server proposes for an expression, to be done; null once the element reads otherwise. */
export function replaceExpression(designer: Designer, mend: Mend, shape: Shape): (() => void) | null {
  const replacement: Replacement = { shape, from: String(mend.from), to: String(mend.to) };
  if (placesOf(shape.businessObject, replacement.from).length === 0) return null;
  return () => designer.get('commandStack').execute(command, replacement);
}
