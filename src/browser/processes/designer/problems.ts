import type { DraftClient } from './draftClient.js';
import { button, h } from './fields/dom.js';
import { proposalOfMend } from './mends.js';
import { proposalFor } from './proposals.js';
import { typeName } from './typeNames.js';
import type { Designer, Problem, Shape } from './types.js';

const delayMs = 900;

export interface Checking {
  checkNow(): Promise<void>;
}

/** Has the server check the diagram when opened and after each change. */
export function installChecking(
  designer: Designer,
  client: DraftClient,
  on: { pending(): void; problems(problems: readonly Problem[] | null): void },
): Checking {
  let timer = 0;
  let round = 0;
  const check = async () => {
    round += 1;
    const mine = round;
    try {
      const { xml = '' } = await designer.saveXML({ format: false });
      const problems = await client.check(xml);
      if (mine === round) on.problems(problems);
    } catch {
      if (mine === round) on.problems(null);
    }
  };
  designer.on('commandStack.changed', () => {
    round += 1;
    on.pending();
    clearTimeout(timer);
    timer = window.setTimeout(() => void check(), delayMs);
  });
  return { checkNow: check };
}

/** Marks the elements with problems on the canvas. */
export function markProblems(designer: Designer, problems: readonly Problem[]): void {
  const overlays = designer.get('overlays');
  overlays.remove({ type: 'problem' });
  for (const shape of drawnWith(designer, problems)) {
    const own = problems.filter((problem) => shapeOf(designer, problem) === shape);
    const isError = own.some(({ severity }) => severity === 'error');
    const sign = h(
      'span',
      {
        class: `designer-mark ${isError ? 'is-error' : 'is-warning'}`,
        title: own.map(({ message }) => message).join('\n'),
      },
      isError ? '!' : '?',
    );
    const position: Record<string, number> = shape.waypoints
      ? { top: -9, left: shape.width / 2 || 0 }
      : { top: -11, right: 11 };
    overlays.add(shape.id, 'problem', { position, html: sign });
  }
}

function drawnWith(designer: Designer, problems: readonly Problem[]): Set<Shape> {
  return new Set(problems.flatMap((problem) => shapeOf(designer, problem) ?? []));
}

/** The shape at which a problem is shown: the pool for problems of the process. */
function shapeOf(designer: Designer, { elementId }: Problem): Shape | undefined {
  if (elementId === null) return undefined;
  const registry = designer.get('elementRegistry');
  const own = registry.get(elementId);
  if (own) return own.type === 'bpmn:Process' ? undefined : own;
  return registry.filter(
    ({ businessObject }) => (businessObject.processRef as { id?: string } | undefined)?.id === elementId,
  )[0];
}

/** Selects the element and brings it into view. */
function goTo(designer: Designer, problem: Problem): void {
  const shape = shapeOf(designer, problem);
  designer.get('selection').select(shape ?? null);
  if (shape) designer.get('canvas').scrollToElement(shape, 160);
}

/** The list of problems; each entry leads to its element. */
export function problemList(
  designer: Designer,
  problems: readonly Problem[],
  isOfElement: boolean,
): HTMLElement | null {
  if (problems.length === 0) return null;
  const list = h('ul', { class: 'designer-problems' });
  const inOrder = [...problems].sort((one, other) => rank(one) - rank(other));
  const proposed = new Set<string | null>();
  for (const problem of inOrder) {
    list.append(item(designer, problem, isOfElement, !proposed.has(problem.elementId)));
    proposed.add(problem.elementId);
  }
  return list;
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}

function item(
  designer: Designer,
  problem: Problem,
  isOfElement: boolean,
  isFirstOfElement: boolean,
): HTMLElement {
  const { severity, message, elementName } = problem;
  const isError = severity === 'error';
  const where = elementName || kindOf(designer, problem);
  const jump = h(
    'button',
    { type: 'button', class: 'designer-problem' },
    h(
      'span',
      { class: `designer-severity ${isError ? 'is-error' : 'is-warning'}` },
      isError ? '必须改' : '建议',
    ),
    !isOfElement && where && h('strong', {}, where),
    h('span', { class: 'designer-message' }, message),
  );
  jump.addEventListener('click', () => goTo(designer, problem));
  return h('li', {}, jump, mendButton(designer, problem, isFirstOfElement));
}

/** The type of an element, for one without a name. */
function kindOf(designer: Designer, problem: Problem): string | null {
  const shape = shapeOf(designer, problem);
  return shape ? typeName(shape.businessObject) : problem.elementId;
}

/** The button of a proposal. What the editor proposes by itself is about the element, so it is offered once for each. */
function mendButton(designer: Designer, problem: Problem, isFirst: boolean): HTMLElement | null {
  const shape = shapeOf(designer, problem);
  const proposed = problem.mend && proposalOfMend(designer, problem.mend, shape);
  const proposal =
    proposed ?? (problem.severity === 'error' && isFirst ? proposalFor(designer, shape) : null);
  return proposal && button(proposal.label, 'btn btn-sm', proposal.apply);
}
