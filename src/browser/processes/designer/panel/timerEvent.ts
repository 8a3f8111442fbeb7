import { checkField } from '../fields/checks.js';
import { durationField } from '../fields/duration.js';
import { feelField } from '../fields/feel.js';
import { selectField } from '../fields/select.js';
import { textField } from '../fields/text.js';
import { change } from '../model/camunda.js';
import { isSimpleDuration } from '../model/durations.js';
import { asTemplate, bodyOf, expression, feelIn } from '../model/expressions.js';
import type { Moddle } from '../types.js';
import { type Group, isOneOf, type PanelContext } from './group.js';
import { workingField } from './timing.js';

const kinds = ['timeDuration', 'timeDate', 'timeCycle'] as const;
type Kind = (typeof kinds)[number];

const initialTexts: Record<Kind, string> = {
  timeDuration: 'PT24H',
  timeDate: asTemplate('now + duration("PT24H")'),
  timeCycle: 'R3/PT24H',
};

/** What a timer event waits for, and whether it interrupts. */
export const timerEvent: Group = {
  title: '定时',
  isOpen: true,
  appliesTo: (model) => timerOf(model) !== null,
  fields: (context) => [
    kindField(context),
    ...valueFields(context),
    interruptingField(context),
    workingField(context),
  ],
};

export function definitionOf(model: Moddle, type: string): Moddle | null {
  const definitions = (model.eventDefinitions as Moddle[] | undefined) ?? [];
  return definitions.find(({ $type }) => $type === `bpmn:${type}`) ?? null;
}

function timerOf(model: Moddle): Moddle | null {
  return definitionOf(model, 'TimerEventDefinition');
}

function set(context: PanelContext, kind: Kind, text: string): void {
  const timer = timerOf(context.model) as Moddle;
  const values = kinds.map((one) => [one, one === kind ? expression(context, timer, text) : undefined]);
  context.designer.get('modeling').updateModdleProperties(context.shape, timer, Object.fromEntries(values));
}

function current({ model }: PanelContext): { kind: Kind | ''; text: string } {
  const timer = timerOf(model) as Moddle;
  const kind = kinds.find((one) => timer.get(one) !== undefined);
  return { kind: kind ?? '', text: kind ? bodyOf(timer, kind) : '' };
}

function kindField(context: PanelContext): HTMLElement {
  const starts = isStartOfProcess(context.model);
  const interrupts = interruptionOf(context.model);
  const mayRepeat = starts || (interrupts !== null && context.model[interrupts] === false);
  const { kind } = current(context);
  return selectField({
    name: 'timerKind',
    label: '什么时候',
    value: kind,
    options: [
      ...(starts ? [] : [{ value: 'timeDuration', text: '过一段时间' }]),
      { value: 'timeDate', text: '到某个时刻' },
      ...(mayRepeat || kind === 'timeCycle' ? [{ value: 'timeCycle', text: '每隔一段时间重复' }] : []),
    ],
    none: '没有选择',
    change: (next) => {
      if (next !== '')
        set(context, next as Kind, starts && next === 'timeDate' ? tomorrow() : initialTexts[next as Kind]);
    },
  });
}

function valueFields(context: PanelContext): HTMLElement[] {
  const { kind, text } = current(context);
  if (kind === '') return [];
  if (kind === 'timeCycle') return cycleFields(context, text);
  if (isStartOfProcess(context.model)) return [momentField(context, text)];
  const feel = feelIn(text);
  if (kind === 'timeDuration' && feel === null && isSimpleDuration(text)) {
    return [
      durationField({
        name: 'timerSpan',
        label: '多久',
        value: text,
        change: (next) => set(context, kind, next),
      }),
    ];
  }
  const literal = kind === 'timeDuration' ? `duration("${text}")` : `date and time("${text}")`;
  return [
    feelField({
      name: 'timerFeel',
      label: kind === 'timeDuration' ? '时长（表达式）' : '时刻（表达式）',
      value: feel ?? literal,
      variables: context.choices.variables,
      trials: context.trials,
      placeholder: kind === 'timeDuration' ? 'duration("PT4H")' : '例如 appointmentAt',
      change: (next) => set(context, kind, next ? asTemplate(next) : ''),
    }),
  ];
}

function tomorrow(): string {
  return `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T08:00:00+08:00`;
}

/** When tickets are started: there are no data yet that an expression could ask. */
function momentField(context: PanelContext, text: string): HTMLElement {
  return textField({
    name: 'timerMoment',
    label: '时刻',
    value: text,
    isCode: true,
    placeholder: '2027-01-01T08:00:00+08:00',
    hint: '到时建立一张工单；时刻已过则不再建立。',
    change: (next) => set(context, 'timeDate', next),
  });
}

/** `R3/PT24H`: three times, each 24 hours after the one before. */
function cycleFields(context: PanelContext, text: string): HTMLElement[] {
  const [, times, span] = /^R(\d*)\/(P[^/]+)$/.exec(text) ?? [];
  if (times === undefined || span === undefined) return [wholeCycle(context, text)];
  const write = (nextTimes: string, nextSpan: string) =>
    set(context, 'timeCycle', `R${nextTimes}/${nextSpan}`);
  return [
    durationField({ name: 'cycleSpan', label: '每隔', value: span, change: (next) => write(times, next) }),
    textField({
      name: 'cycleTimes',
      label: '次数',
      value: times,
      placeholder: '不限',
      hint: isStartOfProcess(context.model)
        ? '不填则一直重复，到发布下一版为止。'
        : '不填则一直重复，到环节办完为止。',
      change: (next) => {
        if (!/^([1-9]\d{0,3})?$/.test(next)) return '请填大于零的整数，或不填。';
        write(next, span);
        return undefined;
      },
    }),
  ];
}

/** A cycle with a start or an end, such as `R/2026-12-01T08:00/P1D`, or an expression. */
function wholeCycle(context: PanelContext, text: string): HTMLElement {
  return textField({
    name: 'cycle',
    label: '重复的时间（ISO 8601）',
    value: text,
    hint: '例如 R/2026-12-01T08:00/P1D：从该时刻起每天一次；R3/PT1H：每小时一次，共三次。',
    change: (next) => {
      set(context, 'timeCycle', next);
      return undefined;
    },
  });
}

/** Whether tickets begin there, rather than a sub-process. */
export function isStartOfProcess(model: Moddle): boolean {
  return isOneOf(model, 'StartEvent') && model.$parent?.$type === 'bpmn:Process';
}

/** Whether the event interrupts: the step at whose border it is, or the scope around its event sub-process. */
export function interruptingField(context: PanelContext): HTMLElement | null {
  const attribute = interruptionOf(context.model);
  if (!attribute) return null;
  const atEdge = attribute === 'cancelActivity';
  return checkField({
    name: 'interrupting',
    label: atEdge ? '到时中断环节' : '中断外层流程',
    value: context.model[attribute] !== false,
    hint: atEdge
      ? '不勾选时，环节照常继续，另走这条线（例如超时升级）。'
      : '不勾选时，外层流程照常继续，每来一次事件，另办一遍这里的环节。',
    change: (interrupts) => change(context, { [attribute]: interrupts }),
  });
}

function interruptionOf(model: Moddle): 'cancelActivity' | 'isInterrupting' | null {
  if (isOneOf(model, 'BoundaryEvent')) return 'cancelActivity';
  const startsHere = isOneOf(model, 'StartEvent') && model.$parent?.triggeredByEvent === true;
  return startsHere ? 'isInterrupting' : null;
}
