import { Duration } from 'luxon';
import type { Act, ScenarioStep } from '../types.js';

const acts = ['start', 'complete', 'record', 'clock', 'until', 'jobs'] as const;
const personal: readonly string[] = ['start', 'complete', 'record'];
const fieldsOf = (act: string | undefined): string[] => {
  const extra = act && personal.includes(act) ? ['as', 'form', 'data'] : [];
  return [...(act ? [act] : []), ...extra, 'in', 'open', 'end'];
};

/** Reads one step; what is wrong with it is added to `problems`. */
export function readStep(value: unknown, where: string, problems: string[]): ScenarioStep {
  const step = (value ?? {}) as Record<string, unknown>;
  const named = acts.filter((act) => act in step);
  if (named.length > 1) problems.push(`${where} 只能有一个动作，却有 ${named.join('、')}`);
  const name = named[0];
  for (const field of Object.keys(step).filter(
    (one) => !fieldsOf(name).includes(one) && !named.includes(one as never),
  ))
    problems.push(`${where} 有不认识的 ${field}`);
  if (step.open !== undefined && !isTextList(step.open)) problems.push(`${where} 的 open 应为环节编号的列表`);
  if (!name && step.open === undefined && step.end === undefined)
    problems.push(`${where} 没有动作（${acts.join('、')}），也没有要核对的 open 或 end`);
  if (personal.includes(name ?? '') && typeof step.as !== 'string')
    problems.push(`${where} 缺少 as（办理人的登录名）`);
  if (name === 'clock' && !Duration.fromISO(String(step.clock)).isValid)
    problems.push(`${where} 的 clock 应为 ISO 8601 时长，如 PT24H`);
  const { in: within, open, end } = step as { in?: string; open?: string[]; end?: string };
  return {
    act: actOf(step, name),
    ...(within === undefined ? {} : { in: within }),
    ...(open === undefined ? {} : { open }),
    ...(end === undefined ? {} : { end }),
  };
}

function actOf(step: Record<string, unknown>, name: (typeof acts)[number] | undefined): Act {
  const { as, form, data } = step as { as: string; form?: string; data?: Record<string, unknown> };
  switch (name) {
    case undefined:
      return { kind: 'look' };
    case 'jobs':
      return { kind: 'jobs' };
    case 'clock':
      return { kind: 'clock', by: String(step.clock) };
    case 'until':
      return { kind: 'until', elementId: String(step.until) };
    default:
      return {
        kind: name,
        elementId: String(step[name]),
        as,
        ...(form === undefined ? {} : { form }),
        ...(data === undefined ? {} : { data }),
      };
  }
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
