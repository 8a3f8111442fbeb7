import { type Check, problemAt } from '../diagram.js';
import { readExpression } from '../expressions/Expressions.js';
import { type CallResult, callResultsIn } from '../names/expressionsIn.js';
import { fieldsAt, fieldsOfDiagram } from '../names/fieldsAt.js';
import { fieldsOfCall } from '../names/fieldsOfCall.js';
import { kindNames } from '../names/kindNames.js';
import { kindOfNode } from '../names/kindOfNode.js';
import type { KnownFields } from '../names/knownData.js';
import { areComparable } from '../names/wrongComparison.js';
import type { DefinitionProblem } from '../types.js';
import { mistakesAt } from './checkNames.js';

/** What a call brings home, against the forms and data of the process that it calls. */
export const checkCallResults: Check = (diagram, known) => {
  const { fieldsOf, fieldsOfCalled } = known;
  if (!fieldsOf || !fieldsOfCalled) return [];
  const fields = fieldsOfDiagram(diagram, known);
  return callResultsIn(diagram).flatMap((result) => {
    const called = fieldsOfCalled(result.calledElement);
    if (!called) return [];
    const own = fieldsAt(result.element, fields);
    const there = fieldsOfCall(result.element, called, own);
    return [...mistakesAt(result, there), ...otherKind(result, there, own)];
  });
};

/** A datum of the caller's forms that gets what its form does not take. */
function otherKind(
  { element, purpose, text, target }: CallResult,
  there: KnownFields,
  own: KnownFields,
): DefinitionProblem[] {
  const { compiled } = readExpression(text);
  const given = compiled && kindOfNode(compiled.tree, there);
  const wanted = own.get(target)?.type.kind;
  if (!given || !wanted || wanted === 'Any' || areComparable(given, wanted)) return [];
  const kinds = `本流程的表单里是${kindNames[wanted] ?? wanted}，取回的是${kindNames[given] ?? given}`;
  return [{ ...problemAt(element, `${purpose}「${text}」类型不同：${kinds}。`), severity: 'warning' }];
}
