import type { MetExpression } from '../platform/errors.js';
import { splitCommaList } from '../platform/splitCommaList.js';
import { metBy } from './expressions/evaluate.js';
import type { Definition } from './loadDefinition.js';
import type { ActivityModel } from './model.js';
import type { ProcessModel } from './ProcessModel.js';
import type { Variables } from './types.js';

/** A user task whose person an expression names. */
export interface ComputedAssignee {
  elementId: string;
  /** FEEL that gives the person's id. */
  assignee: string;
  /** Groups that the task names in plain text. */
  candidateGroups: string[];
  /** The loops around it, innermost first: what they call an item, and the FEEL of their list (null: a number of times). */
  loops: { elementVariable: string; collection: string | null }[];
}

/** The user tasks of a diagram whose assignee is an expression, in the order of the diagram. */
export function computedAssignees({ model }: Definition): ComputedAssignee[] {
  return model.allActivities().flatMap((activity) => {
    const { wait, element } = activity;
    if (wait?.kind !== 'task' || !wait.assignee || !('feel' in wait.assignee)) return [];
    const groups = wait.candidateGroups;
    return [
      {
        elementId: element.id,
        assignee: wait.assignee.feel,
        candidateGroups: groups && 'literal' in groups ? splitCommaList(groups.literal) : [],
        loops: loopsAround(model, activity),
      },
    ];
  });
}

/** The expression that names the person of a task, with what it sees; null when none does. */
export function assigneeExpression(
  { model, expressions, types }: Definition,
  elementId: string,
  variables: Variables,
): MetExpression | null {
  const wait = model.activity(elementId)?.wait;
  const assignee = wait?.kind === 'task' ? wait.assignee : null;
  return assignee && 'feel' in assignee ? metBy(expressions.get(assignee.feel), variables, types) : null;
}

function loopsAround(model: ProcessModel, activity: ActivityModel): ComputedAssignee['loops'] {
  const loops: ComputedAssignee['loops'] = [];
  for (let around: ActivityModel | undefined = activity; around; ) {
    if (around.loop) loops.push(around.loop);
    around = model.activity(around.blueprint.parent.id);
  }
  return loops.map(({ elementVariable, collection }) => ({ elementVariable, collection }));
}
