import { child, children, type Element } from './xml.js';

/** A decision, a business knowledge model or an input of a DMN file, as far as literal expressions go. */
export interface Model {
  decisions: Map<string, Decision>;
  knowledge: Map<string, Knowledge>;
  inputs: Map<string, { name: string; typeRef: string | null }>;
  itemDefinitions: Map<string, Element>;
}

export interface Decision {
  name: string;
  /** Null when it is no literal expression. */
  text: string | null;
  typeRefs: (string | null)[];
  requires: string[];
}

export interface Knowledge extends Decision {
  parameters: { name: string; typeRef: string | null }[];
}

const idOf = (href: string | undefined) => (href ?? '').replace(/^.*#/, '');

export function readModel(root: Element): Model {
  const byId = <T>(name: string, read: (element: Element) => T) =>
    new Map(children(root, name).map((element) => [element.attributes.id ?? '', read(element)]));
  return {
    decisions: byId('decision', readDecision),
    knowledge: byId('businessKnowledgeModel', readKnowledge),
    inputs: byId('inputData', (element) => ({
      name: element.attributes.name ?? '',
      typeRef: child(element, 'variable')?.attributes.typeRef ?? null,
    })),
    itemDefinitions: new Map(
      children(root, 'itemDefinition').map((element) => [element.attributes.name ?? '', element]),
    ),
  };
}

function readDecision(element: Element): Decision {
  const literal = child(element, 'literalExpression');
  return {
    name: element.attributes.name ?? '',
    text: literal ? (child(literal, 'text')?.text ?? '') : null,
    typeRefs: [literal?.attributes.typeRef ?? null, child(element, 'variable')?.attributes.typeRef ?? null],
    requires: requirements(element),
  };
}

function readKnowledge(element: Element): Knowledge {
  const logic = child(element, 'encapsulatedLogic');
  const literal = child(logic, 'literalExpression');
  const inFeel = (logic?.attributes.kind ?? 'FEEL') === 'FEEL';
  return {
    name: element.attributes.name ?? '',
    text: literal && inFeel ? (child(literal, 'text')?.text ?? '') : null,
    typeRefs: [
      literal?.attributes.typeRef ?? null,
      logic?.attributes.typeRef ?? null,
      child(element, 'variable')?.attributes.typeRef ?? null,
    ],
    requires: requirements(element),
    parameters: children(logic, 'formalParameter').map(({ attributes }) => ({
      name: attributes.name ?? '',
      typeRef: attributes.typeRef ?? null,
    })),
  };
}

function requirements(element: Element): string[] {
  return ['informationRequirement', 'knowledgeRequirement'].flatMap((kind) =>
    children(element, kind).flatMap((requirement) =>
      requirement.children.map((target) => idOf(target.attributes.href)),
    ),
  );
}

/** Whether the decision and all that it requires are literal expressions and inputs of the same file. */
export function isLiteral(model: Model, id: string, seen = new Set<string>()): boolean {
  if (seen.has(id)) return true;
  seen.add(id);
  if (model.inputs.has(id)) return true;
  const node = model.decisions.get(id) ?? model.knowledge.get(id);
  return (
    node !== undefined && node.text !== null && node.requires.every((next) => isLiteral(model, next, seen))
  );
}
