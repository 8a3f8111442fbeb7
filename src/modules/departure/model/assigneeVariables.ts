import type { ComputedAssignee } from '../../../bpmn/assignees.js';

/** The variable of the ticket from which a diagram takes the assignee of a user task. */
export interface AssigneeVariable {
  elementId: string;
  /** `engineer`, or `consultations[].person` for each item of a list. */
  path: string;
  candidateGroups: string[];
}

/** A name, or names joined by dots: a FEEL expression that only reads a variable. */
const variablePath = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** The user tasks whose assignee is a plain variable; a computed assignee can't be predicted. */
export function assigneeVariables(assignees: readonly ComputedAssignee[]): AssigneeVariable[] {
  return assignees.flatMap(({ elementId, assignee, candidateGroups, loops }) => {
    const path = pathOf(assignee, loops);
    return path === null ? [] : [{ elementId, path, candidateGroups }];
  });
}

/**
 * The path within the ticket's data. An item of a loop lies in the loop's list, which may belong to an item of an outer
 * loop.
 */
function pathOf(feel: string, loops: ComputedAssignee['loops']): string | null {
  if (!variablePath.test(feel)) return null;
  const [first = '', ...rest] = feel.split('.');
  const index = loops.findIndex(({ elementVariable }) => elementVariable === first);
  const loop = loops[index];
  if (!loop) return feel;
  const list = loop.collection === null ? null : pathOf(loop.collection, loops.slice(index + 1));
  return list === null ? null : [`${list}[]`, ...rest].join('.');
}

type Data = Record<string, unknown>;

/** Whether the variables name this person at the path. */
export function namesPerson(variables: Data, path: string, personId: number): boolean {
  return JSON.stringify(replacePerson(variables, path, personId, null)) !== JSON.stringify(variables);
}

/** The variables with `from` replaced by `to` wherever it stands at the path. */
export function replacePerson(variables: Data, path: string, from: number, to: number | null): Data {
  return replaceAt(variables, path.split('.'), from, to) as Data;
}

function replaceAt(value: unknown, path: readonly string[], from: number, to: number | null): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === from ? to : value;
  if (value === null || typeof value !== 'object') return value;
  const isList = step.endsWith('[]');
  const name = isList ? step.slice(0, -2) : step;
  if (!Object.hasOwn(value, name)) return value;
  const inner = (value as Data)[name];
  const replaced =
    isList && Array.isArray(inner)
      ? inner.map((item) => replaceAt(item, rest, from, to))
      : replaceAt(inner, rest, from, to);
  return { ...value, [name]: replaced };
}
