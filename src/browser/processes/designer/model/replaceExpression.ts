import type { Designer, Mend, Moddle, Modeling, Services, Shape } from '../types.js';
import { extensionsOf } from './camunda.js';
import { asTemplate, feelIn } from './expressions.js';

/** An attribute, or the body of an expression element, that holds FEEL. */
interface Place {
  holder: Moddle;
  property: string;
  /** Only `${…}` is FEEL there; other text is literal. */
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

/** The new text, in `${…}` if the old one was. */
function replacementText({ holder, property }: Place, to: string): string {
  return feelIn(String(holder.get(property) ?? '')) === null ? to : asTemplate(to);
}

/** Changes several places of one element as one step that can be undone. */
class ReplaceExpression {
  static $inject = ['modeling'];

  constructor(private readonly modeling: Pick<Modeling, 'updateModdleProperties'>) {}

  preExecute({ shape, from, to }: Replacement): void {
    for (const place of placesOf(shape.businessObject, from)) {
      this.modeling.updateModdleProperties(shape, place.holder, {
        [place.property]: replacementText(place, to),
      });
    }
  }
}

class ReplaceExpressionCommand {
  static $inject = ['commandStack'];

  constructor(commandStack: Services['commandStack']) {
    commandStack.registerHandler(command, ReplaceExpression);
  }
}

/** Registers the command with the editor. */
export const replaceExpressionModule = {
  __init__: ['replaceExpressionCommand'],
  replaceExpressionCommand: ['type', ReplaceExpressionCommand],
};

/** Applies what the server proposes for an expression; null once the element no longer holds it. */
export function replaceExpression(designer: Designer, mend: Mend, shape: Shape): (() => void) | null {
  const replacement: Replacement = { shape, from: String(mend.from), to: String(mend.to) };
  if (placesOf(shape.businessObject, replacement.from).length === 0) return null;
  return () => designer.get('commandStack').execute(command, replacement);
}
