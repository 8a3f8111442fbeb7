import type { Request } from 'express';
import { askedChoice, askedId, askedText, query } from '../../../platform/web/queryShapes.js';
import { eventKinds } from '../model/eventKinds.js';
import type { HistoryChoice } from '../read/ticketHistory.js';
import type { EventPlace } from '../store/auditEvents.js';

/** The filters of a ticket's history in its URL; they contain no customer data. */
export interface HistoryQuery {
  kind?: string;
  element?: string;
  actor?: number;
  family?: 'on';
  order?: 'oldest';
}

const pageQuery = query({
  kind: askedText(),
  element: askedText(),
  actor: askedId,
  family: askedChoice(['on']),
  order: askedChoice(['oldest']),
  after: askedText(),
});

/** Reads the filters from the URL and ignores invalid ones. */
export function readHistoryQuery(req: Request): { query: HistoryQuery; choice: HistoryChoice } {
  const { after, ...asked } = pageQuery(req);
  const kind = eventKinds.find(({ id }) => id === asked.kind);
  const chosen: HistoryQuery = { ...asked, kind: kind?.id };
  const choice = {
    types: kind?.types,
    content: kind?.content,
    elementId: chosen.element,
    actorId: chosen.actor,
    withFamily: chosen.family === 'on',
    oldestFirst: chosen.order === 'oldest',
    after: placeIn(after),
  };
  return { query: chosen, choice };
}

export function placeText({ at, ticketId, seq }: EventPlace): string {
  return `${at}|${ticketId}|${seq}`;
}

function placeIn(text: string | undefined): EventPlace | undefined {
  const [, at, ticketId, seq] =
    /^(\d{4}-[0-9T:.Z-]{5,20})\|([1-9]\d{0,8})\|([1-9]\d{0,8})$/.exec(text ?? '') ?? [];
  return at ? { at, ticketId: Number(ticketId), seq: Number(seq) } : undefined;
}
