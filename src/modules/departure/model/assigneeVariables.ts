import type { ComputedAssignee } from '../../../bpmn/assignees.js';

/** Where a diagram takes the person of a user task from: a variable of the ticket, told by its path. */
export interface AssigneeVariable {
  elementId: string;
  /** `engineer`, or `consultations[].person` for each item of a list. */
  path: string;
  candidateGroups: string[];
}

/** A name or names joined by dots: FEEL that only takes a value from a variable. */
const plainPath = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** The user tasks whose assignee is a plain variable; what is computed can't be told. */
export function assigneeVariables(assignees: readonly ComputedAssignee[]): AssigneeVariable[] {
  return assignees.flatMap(({ elementId, assignee, candidateGroups, loops }) => {
    const path = pathOf(assignee, loops);
    return path === null ? [] : [{ elementId, path, candidateGroups }];
  });
}

/** The path within the ticket's data; an item of a loop lies in the list of the loop, which may be an item's in turn. */
function pathOf(feel: string, loops: ComputedAssignee['loops']): string | null {
  if (!plainPath.test(feel)) return null;
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
  return JSON.stringify(withPerson(variables, path, personId, null)) !== JSON.stringify(variables);
}

/** The variables with `to` wherever `from` stands at the path. */
export function withPerson(variables: Data, path: string, from: number, to: number | null): Data {
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
