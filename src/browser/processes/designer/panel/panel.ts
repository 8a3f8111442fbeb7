import { h } from '../fields/dom.js';
import { subjectOf } from '../model/process.js';
import type { TrialQuestion, Trials } from '../trial.js';
import { typeName } from '../typeNames.js';
import type { Choices, Designer, Problem, Shape } from '../types.js';
import { actions, returning } from './actions.js';
import { call } from './call.js';
import { flow } from './flow.js';
import { form, priority } from './form.js';
import { general, identity } from './general.js';
import type { Group, PanelContext } from './group.js';
import { loop } from './loop.js';
import { condition, message, signal } from './messages.js';
import { otherProperties } from './otherProperties.js';
import { lane, performers } from './performers.js';
import { process } from './process.js';
import { error, escalation } from './raised.js';
import { riskAndControl } from './riskAndControl.js';
import { rules } from './rules.js';
import { service } from './service.js';
import { timerEvent } from './timerEvent.js';
import { timing } from './timing.js';

const groups: readonly Group[] = [
  general,
  process,
  flow,
  timerEvent,
  message,
  signal,
  condition,
  error,
  escalation,
  performers,
  form,
  timing,
  service,
  call,
  lane,
  actions,
  returning,
  loop,
  priority,
  rules,
  riskAndControl,
  identity,
  otherProperties,
];

export interface Panel {
  show(problems: readonly Problem[]): void;
}

/** What the panel needs from its page. */
interface PanelSource {
  choices: Choices;
  draftUrl: string;
  trialsAt(elementId: string, sees: TrialQuestion['sees']): Trials;
  problemList(problems: readonly Problem[]): HTMLElement | null;
}

/** Shows the properties of the selected element, or of the process when nothing or several elements are selected. */
export function installPanel(container: HTMLElement, designer: Designer, source: PanelSource): Panel {
  const folded = new Map<string, boolean>();
  let problems: readonly Problem[] = [];
  let isDue = false;
  const draw = () => {
    isDue = false;
    const shape = shown(designer);
    const subject = subjectOf(designer, shape);
    const trials = {
      trials: source.trialsAt(subject.model.id, 'own'),
      trialsOfCalled: source.trialsAt(subject.model.id, 'called'),
    };
    const context = { ...subject, ...source, ...trials };
    const focus = focusIn(container);
    container.replaceChildren(...content(context, folded, source.problemList(ofElement(problems, context))));
    focus();
  };
  const drawSoon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  };
  designer.on('selection.changed', () => {
    commitTyped(container);
    drawSoon();
  });
  designer.on(['commandStack.changed', 'import.done'], drawSoon);
  draw();
  return {
    show(next) {
      problems = next;
      const shape = subjectOf(designer, shown(designer));
      const list = source.problemList(ofElement(problems, shape));
      container.querySelector('[data-element-problems]')?.replaceChildren(...(list ? [list] : []));
    },
  };
}

function shown(designer: Designer): Shape {
  const selected = designer.get('selection').get();
  return selected.length === 1 && selected[0] ? selected[0] : designer.get('canvas').getRootElement();
}

function ofElement(problems: readonly Problem[], { model, shape }: Pick<PanelContext, 'model' | 'shape'>) {
  return problems.filter(({ elementId }) => elementId === model.id || elementId === shape.id);
}

/** Stores what is still being typed for the element that was selected until now. */
function commitTyped(container: HTMLElement): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && container.contains(activeElement)) activeElement.blur();
}

function content(
  context: PanelContext,
  folded: Map<string, boolean>,
  problems: HTMLElement | null,
): HTMLElement[] {
  const { model } = context;
  const head = h(
    'div',
    { class: 'designer-panel-head' },
    h('span', { class: 'designer-type' }, typeName(model)),
    h('h2', { class: 'h3' }, model.name || '（没有名称）'),
  );
  const place = h('div', { 'data-element-problems': '' }, problems);
  const suiting = groups.filter((group) => group.appliesTo(model, context));
  return [head, place, ...suiting.map((group) => section(group, context, folded))];
}

function section(group: Group, context: PanelContext, folded: Map<string, boolean>): HTMLElement {
  const isOpen = folded.get(group.title) ?? group.isOpen ?? false;
  const body = h('div', { class: 'designer-group-body' });
  const element = h(
    'details',
    { class: 'designer-group', open: isOpen },
    h('summary', {}, group.title),
    body,
  );
  const fill = () => {
    if (body.childElementCount === 0) {
      body.append(...group.fields(context).filter((field): field is HTMLElement => field !== null));
    }
  };
  if (isOpen) fill();
  element.addEventListener('toggle', () => {
    folded.set(group.title, element.open);
    if (element.open) fill();
  });
  return element;
}

/** Remembers the focused field, the open lists and the scroll position. @returns what restores them */
function focusIn(container: HTMLElement): () => void {
  const { activeElement } = document;
  const field =
    activeElement instanceof HTMLElement && container.contains(activeElement)
      ? activeElement.dataset.field
      : undefined;
  const open = [...container.querySelectorAll<HTMLElement>('[data-open][open]')].map(
    ({ dataset }) => dataset.open,
  );
  const { scrollTop } = container;
  return () => {
    for (const list of container.querySelectorAll<HTMLDetailsElement>('[data-open]')) {
      list.open = open.includes(list.dataset.open);
    }
    container.scrollTop = scrollTop;
    if (field)
      container
        .querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
        ?.focus({ preventScroll: true });
  };
}
