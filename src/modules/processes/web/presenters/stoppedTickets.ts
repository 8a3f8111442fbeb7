import { placeName } from '../../../../bpmn/describeElements.js';
import { TypedValues } from '../../../../bpmn/expressions/TypedValues.js';
import { anyType, describeValue, Zone } from '../../../../bpmn/feel/index.js';
import { type KnownFields, mergeFields } from '../../../../bpmn/names/knownData.js';
import { knownFields } from '../../../../forms/variables/knownFields.js';
import type { MetExpression } from '../../../../platform/errors.js';
import { momentView } from '../../../../platform/web/moments.js';
import { paths } from '../../../../platform/web/paths.js';
import type { StoppedTicket } from '../../read/stoppedTickets.js';
import type { DeployedDefinition } from '../../steps/definitionCache.js';

/** A ticket that can't go on: where, at what expression, with which values, and what can be done. */
export function stoppedTicketItem(
  stopped: StoppedTicket,
  definition: Pick<DeployedDefinition, 'row' | 'elements' | 'forms'>,
  { now, timeZone }: { now: Date; timeZone: string },
) {
  const { id, ticketNumber, elementId, message, occurredAt } = stopped;
  const met = metTexts(stopped.met, definition, timeZone);
  return {
    id,
    ticket: ticketNumber === null ? null : { number: ticketNumber, href: paths.ticket(ticketNumber) },
    place: elementId === null ? null : placeName(definition.elements, elementId),
    diagram: `${definition.row.name} 第 ${definition.row.version} 版`,
    message,
    met,
    remedies: remediesFor(stopped, [...new Set(met.flatMap(({ missing }) => missing))]),
    occurredAt: momentView(occurredAt, now, timeZone),
  };
}

/** Each expression with the data that it saw, in the words of the forms: `金额 = 1,200`. */
export function metTexts(
  met: readonly MetExpression[],
  { forms }: Pick<DeployedDefinition, 'forms'>,
  timeZone: string,
) {
  const fields = mergeFields([...forms.values()].map(({ form }) => knownFields(form)));
  return met.map(({ text, values }) => ({
    text,
    values: Object.entries(values).map(([name, value]) => valueText(name, value, fields, timeZone)),
    missing: Object.keys(values)
      .filter((name) => values[name] === null)
      .map((name) => fields.get(name)?.label ?? name),
  }));
}

function valueText(name: string, value: unknown, fields: KnownFields, timeZone: string): string {
  const field = fields.get(name);
  const label = field?.label ?? name;
  if (value === null) return `${label} 没有填写`;
  const option = field?.options.find((one) => one.value === value)?.label;
  const typed = new TypedValues(timeZone).read(value, field?.type ?? anyType);
  return `${label} = ${option ?? describeValue(typed, Zone.parse(timeZone))}`;
}

function remediesFor({ jobKind, ticketNumber, ticketVersion }: StoppedTicket, missing: string[]): string[] {
  const names = missing.map((name) => `「${name}」`).join('、');
  const filled = names === '' ? '排除原因后' : `补填${names}后（已办过的环节可以退回补填）`;
  const again = jobKind
    ? `${filled}，由系统管理员在“作业与异常”里重试${jobKind === 'runService' ? '，或者跳过' : ''}。`
    : `${filled}，请${ticketNumber === null ? '发起人重新发起' : '办理人重新提交'}；这次提交没有生效。`;
  const version =
    ticketVersion === null
      ? '如果是流程图有错，请改正后发布。'
      : `如果是流程图有错，请改正后发布，以后的工单按新版本办理；这张工单仍按第 ${ticketVersion} 版，必要时由部门经理终止后重新发起。`;
  return [again, version];
}
