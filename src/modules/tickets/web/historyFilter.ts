import type { Request } from 'express';
import { queryId, queryText } from '../../../platform/web/parameters.js';
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

/** Reads the filters from the URL and ignores invalid ones. */
export function readHistoryQuery(req: Request): { query: HistoryQuery; choice: HistoryChoice } {
  const kind = eventKinds.find(({ id }) => id === queryText(req, 'kind'));
  const query: HistoryQuery = {
    kind: kind?.id,
    element: queryText(req, 'element'),
    actor: queryId(req, 'actor'),
    family: queryText(req, 'family') === 'on' ? 'on' : undefined,
    order: queryText(req, 'order') === 'oldest' ? 'oldest' : undefined,
  };
  const choice = {
    types: kind?.types,
    content: kind?.content,
    elementId: query.element,
    actorId: query.actor,
    withFamily: query.family === 'on',
    oldestFirst: query.order === 'oldest',
    after: placeIn(queryText(req, 'after')),
  };
  return { query, choice };
}

export function placeText({ at, ticketId, seq }: EventPlace): string {
  return `${at}|${ticketId}|${seq}`;
}

function placeIn(text: string | undefined): EventPlace | undefined {
  const [, at, ticketId, seq] =
    /^(\d{4}-[0-9T:.Z-]{5,20})\|([1-9]\d{0,8})\|([1-9]\d{0,8})$/.exec(text ?? '') ?? [];
  return at ? { at, ticketId: Number(ticketId), seq: Number(seq) } : undefined;
}
