import { placeName } from '../../../bpmn/describeElements.js';
import { EngineError, type MetExpression, UnfitCommand } from '../../../platform/errors.js';
import { paths } from '../../../platform/paths.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { queueNotices, selectMembers } from '../../people/index.js';
import { selectOwnerIds } from '../../processes/index.js';

/**
 * Notes on an engine error which ticket it stops: that of the innermost step, and of a ticket that the command itself was
 * to start, its caller.
 * @param ticket `isNew`: the command was to start it
 */
export function noteStop(
  error: unknown,
  ticket: { id: number; definitionId: number; isNew: boolean },
  executionId: string | null,
): void {
  if (!(error instanceof EngineError) || error instanceof UnfitCommand) return;
  const ticketId = error.stoppedAt?.ticketId ?? null;
  const { definitionId } = error.stoppedAt ?? ticket;
  if (ticket.isNew) error.stoppedAt = { ticketId: null, definitionId, executionId: null };
  else if (ticketId === null) error.stoppedAt = { ticketId: ticket.id, definitionId, executionId };
}

const longestValue = 1000;

/** What expressions saw, as an incident keeps it: long values are cut. */
export function keptValues(met: readonly MetExpression[]): MetExpression[] {
  const kept = (value: unknown) => {
    const text = JSON.stringify(value) ?? 'null';
    return text.length > longestValue ? `${text.slice(0, longestValue)}…` : value;
  };
  return met.map(({ text, values }) => ({
    text,
    values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, kept(value)])),
  }));
}

/** Mails the owners of the process, of the one that called it as well, and the administrators: who acted sees it anyway. */
export async function announceStop(
  context: CommandContext,
  ticket: { id: number; number: string; processKey: string } | null,
  definitionId: number,
  elementId: string | null,
): Promise<void> {
  const { tx, definitions } = context;
  const { row, elements } = await definitions.load(tx, definitionId);
  const keys = new Set([row.key, ticket?.processKey ?? row.key]);
  const owners = await Promise.all([...keys].map((key) => selectOwnerIds(tx, key)));
  const administrators = (await selectMembers(tx, ['admin'])).admin ?? [];
  const place = elementId === null ? '' : `，「${placeName(elements, elementId)}」`;
  const what = ticket === null ? '工单未能发起' : `工单 ${ticket.number} 停住了`;
  const receivers = new Set([...owners.flat(), ...administrators.map(({ id }) => id)]);
  await queueNotices(context, ticket?.id ?? null, [...receivers], {
    kind: '流程停住',
    about: ticket?.number ?? row.name,
    text: `${what}：流程「${row.name}」第 ${row.version} 版${place}无法继续。当时的条件、数据和处理办法见流程页面的“停住的工单”。`,
    path: paths.process(row.key),
  });
}
