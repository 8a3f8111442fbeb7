import { Duration } from 'luxon';
import { ruleText, serviceRules } from '../../../model/serviceRules.js';
import { actionNames } from '../../../model/taskActions.js';
import type { ComparisonNames } from '../../../steps/compareProcesses.js';
import { typeName } from './typeNames.js';

type Names = ReadonlyMap<string, string>;

const ruleTexts = new Map(Object.keys(serviceRules).map((id) => [id, ruleText(id)]));

const yesNoNames = { true: '是', false: '否' };

const valueNames: Record<string, Record<string, string>> = {
  isExecutable: yesNoNames,
  isDefault: yesNoNames,
  TerminateEventDefinition: yesNoNames,
  TimerEventDefinition: yesNoNames,
  loopCharacteristics: yesNoNames,
  'property:escalation': yesNoNames,
  'property:notify': { mail: '发邮件' },
  'property:timeBasis': { working: '按工作时间', clock: '按自然时间' },
  'property:returnMode': { again: '逐步重新办理', resume: '回到退回的环节', choose: '退回时选择' },
  'in:*': { all: '全部数据' },
  cancelActivity: { false: '任务继续有效' },
  'loopCharacteristics/isSequential': { true: '依次办理' },
};

/** What an aspect that is not set means, where that is more than nothing. */
const unsetNames: Record<string, string> = {
  cancelActivity: '任务中断',
  isDefault: '否',
  'loopCharacteristics/isSequential': '同时办理',
  'property:timeBasis': '按自然时间',
  'property:escalation': '否',
  'property:actions': '全部',
};

/** A value of an aspect in people's words: names for ids, spans of time spelled out, the text itself where nothing is better. */
export function aspectText(aspect: string, value: string | null, names: ComparisonNames): string | null {
  if (value === null) return unsetNames[aspect] ?? null;
  const word = valueNames[aspect]?.[value];
  if (word) return word;
  switch (aspect) {
    case 'type':
      return typeName(value);
    case 'camunda:candidateGroups':
    case 'property:starterGroups':
      return listText(value, names.groups);
    case 'camunda:formKey':
      return nameText(value, names.forms);
    case 'calledElement':
      return nameText(value, names.processes);
    case 'property:actions':
      return value.trim() === '' ? '无' : listText(value, new Map(Object.entries(actionNames)));
    case 'property:rules':
      return listText(value, ruleTexts);
    case 'lane':
    case 'sourceRef':
    case 'targetRef':
    case 'attachedToRef':
    case 'property:returnTo':
    case 'property:choosesPerformerOf':
    case 'property:excludePerformerOf':
      return listText(value, names.elements);
    case 'TimerEventDefinition/timeDuration':
      return spanText(value);
    default:
      return value;
  }
}

function listText(value: string, names: Names): string {
  if (value.includes('${')) return value;
  return value
    .split(',')
    .map((one) => names.get(one.trim()) ?? one.trim())
    .join('、');
}

/** Two forms may bear one title: the key tells them apart. */
function nameText(value: string, names: Names): string {
  const name = names.get(value);
  return name === undefined ? value : `${name}（${value}）`;
}

/** `PT24H` as `24 小时（PT24H）`. */
function spanText(value: string): string {
  const span = Duration.fromISO(value);
  if (!span.isValid) return value;
  const { years, months, weeks, days, hours, minutes, seconds } = span;
  const parts: [number, string][] = [
    [years, '年'],
    [months, '个月'],
    [weeks, '周'],
    [days, '天'],
    [hours, '小时'],
    [minutes, '分钟'],
    [seconds, '秒'],
  ];
  const words = parts.flatMap(([count, unit]) => (count ? [`${count} ${unit}`] : []));
  return words.length === 0 ? value : `${words.join(' ')}（${value}）`;
}
