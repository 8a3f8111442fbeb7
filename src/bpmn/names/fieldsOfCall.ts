import { readExpression } from '../expressions/Expressions.js';
import { typeOfNode } from '../expressions/typeOfNode.js';
import type { ModdleElement } from '../parseDiagram.js';
import { callMappingsOf, extensionsOf } from '../readModel.js';
import { fieldOf } from './kindOfNode.js';
import { type KnownField, type KnownFields, untypedField } from './knownData.js';

/**
 * What the result of a call can name: the called ticket's data, with what this call hands in, of which the called forms
 * may say nothing.
 * @param own what the caller knows at the call
 */
export function fieldsOfCall(call: ModdleElement, called: KnownFields, own: KnownFields): KnownFields {
  const handsInAll = extensionsOf(call, 'camunda:In').some(({ variables }) => variables === 'all');
  const mapped = Object.entries(callMappingsOf(call, 'camunda:In')).map(
    ([target, text]) => [target, fieldOfText(text, target, own)] as const,
  );
  return new Map([...(handsInAll ? own : []), ...mapped, ...called]);
}

/** The caller's data that a call brings home, each as the called process knows it. `own`: what the caller knows at the call */
export function resultsOfCall(call: ModdleElement, called: KnownFields, own: KnownFields): KnownFields {
  const there = fieldsOfCall(call, called, own);
  const results = Object.entries(callMappingsOf(call, 'camunda:Out'));
  return new Map(results.map(([target, text]) => [target, fieldOfText(text, target, there)]));
}

/** What an expression comes to: the field that it only names, or a value of its type. */
export function fieldOfText(text: string, name: string, fields: KnownFields): KnownField {
  const tree = readExpression(text).compiled?.tree;
  if (!tree) return untypedField(name);
  const type = typeOfNode(tree, (one) => fields.get(one)?.type);
  return fieldOf(tree, fields) ?? { ...untypedField(name), type };
}
