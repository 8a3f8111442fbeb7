import { EngineError } from '../../platform/errors.js';
import type { ActivityModel, Mapping, Template, TimerModel, WaitModel } from '../model.js';
import { type Schedule, schedule } from '../timers.js';
import type { LoopPosition, Variables } from '../types.js';
import type { Activity, Content } from './bpmnElements.js';
import type { Run } from './Run.js';
import type { RunContext } from './RunContext.js';
import { elementIdOf } from './seats.js';
import type { Wait } from './waits.js';

/** Where an expression is evaluated. */
export interface Place {
  model: ActivityModel;
  executionId: string;
  scope: Variables;
  loop: LoopPosition | null;
  /** Whether it waits once more after what it waits for came. */
  isAgain: boolean;
  run: Run;
}

/**
 * Describes the wait that an activity has come to, with its expressions evaluated; one that was saved stays as it was.
 * @param elementId the element that waits, when it is not the activity itself but the start of an event sub-process
 * @throws {EngineError}
 */
export function openWait(activity: Activity, content: Content, elementId = elementIdOf(activity.id)): void {
  const context = activity.context as RunContext;
  const { run } = context;
  if (run.waits.has(content.executionId)) return;
  run.guard(() => {
    const place = placeOf(activity, content, elementId);
    run.waits.set(content.executionId, describe(place, place.model.wait as WaitModel));
  });
}

/** Due time and rounds of a timer that starts now. @throws {EngineError} */
export function startTimer(
  activity: Activity,
  content: Content,
  elementId = elementIdOf(activity.id),
): Schedule & { text: string } {
  const place = placeOf(activity, content, elementId);
  return scheduleTimer(place, place.model.timer as TimerModel);
}

/** Where the expressions of an element are evaluated. */
export function placeOf(activity: Activity, content: Content, elementId: string): Place {
  const context = activity.context as RunContext;
  const { run } = context;
  const model = context.model.activity(elementId) as ActivityModel;
  const loop = run.positionOf(content);
  const inner = loop ? [{ position: loop, elementVariable: model.loop?.elementVariable ?? 'item' }] : [];
  const scope = run.scopeOf([...context.loopsAround(activity), ...inner]);
  const isAgain = Boolean(content.inbound?.[0]?.repeat) || Number(content.round ?? 0) > 0;
  return { model, executionId: content.executionId, scope, loop, isAgain, run };
}

function describe(place: Place, wait: WaitModel): Wait {
  const { executionId } = place;
  const { id: elementId, properties } = place.model.element;
  const where = { executionId, elementId };
  switch (wait.kind) {
    case 'task':
      return { kind: 'task', ...where, ...describeTask(place, wait) };
    case 'message':
      return {
        kind: 'message',
        ...where,
        messageName: wait.messageName,
        correlationKey: keyOf(place, wait.correlationKey),
      };
    case 'signal':
      return { kind: 'signal', ...where, signalName: wait.signalName };
    case 'condition':
      return { kind: 'condition', ...where, isMet: place.isAgain };
    case 'timer':
      return { kind: 'timer', ...where, attachedTo: null, dueAt: scheduleTimer(place, wait.timer).dueAt };
    case 'service':
      return { kind: 'service', ...where, topic: wait.topic, input: inputOf(place, wait.input), properties };
    case 'call':
      return { kind: 'call', ...where, ...describeCall(place, wait) };
  }
}

function describeTask(place: Place, wait: Extract<WaitModel, { kind: 'task' }>) {
  const { id, name, properties } = place.model.element;
  return {
    name: name ?? id,
    formKey: wait.formKey,
    assignee: evaluate(place, wait.assignee),
    candidateGroups: groupsOf(place, wait.candidateGroups),
    dueAt: instantOf(place, wait.dueDate),
    priority: numberOf(place, wait.priority),
    properties,
    loop: place.loop,
  };
}

function describeCall(place: Place, wait: Extract<WaitModel, { kind: 'call' }>) {
  const { calledElement, output, passAll } = wait;
  const all = passAll ? place.scope : {};
  return { calledElement, input: { ...all, ...inputOf(place, wait.input) }, output, loop: place.loop };
}

function evaluate(place: Place, template: Template | null): unknown {
  if (!template) return null;
  if ('literal' in template) return template.literal;
  return place.run.evaluate(template.feel, place.scope, place.model.element.id);
}

function scheduleTimer(place: Place, timer: TimerModel): Schedule & { text: string } {
  const text = evaluate(place, timer.template);
  const { date, zone } = place.run;
  const due = typeof text === 'string' ? schedule(timer.kind, text, date, zone) : null;
  if (!due) throw refuse(place, timer.template, `计时器的值 ${JSON.stringify(text)} 不是有效的时间`);
  return { ...due, text: text as string };
}

function groupsOf(place: Place, template: Template | null): string[] {
  const value = evaluate(place, template);
  if (value === null) return [];
  const list = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(list) || list.some((group) => typeof group !== 'string')) {
    throw refuse(place, template, `候选组的值 ${JSON.stringify(value)} 不是岗位名称`);
  }
  return list.map((group: string) => group.trim()).filter((group) => group !== '');
}

function instantOf(place: Place, template: Template | null): string | null {
  const value = evaluate(place, template);
  if (value === null) return null;
  if (typeof value === 'string') {
    const { date, zone } = place.run;
    const due = schedule(value.startsWith('P') ? 'timeDuration' : 'timeDate', value, date, zone);
    if (due) return due.dueAt;
  }
  throw refuse(place, template, `到期时间的值 ${JSON.stringify(value)} 不是有效的时间`);
}

function numberOf(place: Place, template: Template | null): number {
  const value = evaluate(place, template);
  if (value === null) return 0;
  const number = Number(value);
  if (!Number.isFinite(number)) throw refuse(place, template, `优先级的值 ${JSON.stringify(value)} 不是数字`);
  return number;
}

/** The correlation key of a message, which must not be missing where one is declared. @throws {EngineError} */
export function keyOf(place: Place, feel: string | null): string | null {
  if (!feel) return null;
  const value = place.run.evaluate(feel, place.scope, place.model.element.id);
  if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) return String(value);
  throw refuse(place, { feel }, `消息匹配值「${feel}」的结果是 ${JSON.stringify(value)}，不是文字或数字`);
}

export function inputOf(place: Place, mappings: Mapping[]): Record<string, unknown> {
  return Object.fromEntries(mappings.map(({ target, template }) => [target, evaluate(place, template)]));
}

function refuse({ model, run, scope }: Place, template: Template | null, reason: string): EngineError {
  const { id, name } = model.element;
  const met = template && 'feel' in template ? [run.met(template.feel, scope)] : [];
  return new EngineError(id, `「${name ?? id}」的${reason}。`, met);
}
