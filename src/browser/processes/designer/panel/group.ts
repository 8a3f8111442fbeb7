import type { Subject } from '../model/camunda.js';
import type { Trials } from '../trial.js';
import type { Choice, Choices, Moddle } from '../types.js';

/** What a group of the panel gets. */
export interface PanelContext extends Subject {
  choices: Choices;
  draftUrl: string;
  /** Asks the server about expressions of this element. */
  trials: Trials;
  /** The same about what it takes from the process that it calls. */
  trialsOfCalled: Trials;
}

/** One group of the properties panel. */
export interface Group {
  title: string;
  /** Whether it is unfolded until the person folds it. */
  isOpen?: boolean;
  appliesTo(model: Moddle, context: PanelContext): boolean;
  fields(context: PanelContext): (HTMLElement | null)[];
}

export function isOneOf(model: Moddle, ...types: string[]): boolean {
  return types.includes(model.$type.replace(/^bpmn:/, ''));
}

export const serviceTypes = ['ServiceTask', 'SendTask', 'BusinessRuleTask'];

/** The user tasks of the process other than the one given, for rules that name steps. */
export function otherTasks({ designer, model }: PanelContext): Choice[] {
  return designer
    .get('elementRegistry')
    .filter(({ type, businessObject }) => type === 'bpmn:UserTask' && businessObject !== model)
    .map(({ businessObject: { id, name } }) => ({ id, name: name || id }));
}
