import { describe, expect, test } from 'vitest';
import {
  type AuditEntry,
  type ChainedEvent,
  chainEvents,
  findBrokenLink,
  firstPreviousHash,
  hashEvent,
} from '../../../src/platform/access/auditChain.js';

const stamp = { at: '2026-11-23T02:00:00.000Z', actorId: 7, actorName: '张伟' };
const entry = (type: string, data: Record<string, unknown> = {}): AuditEntry => ({
  type,
  elementId: 'remoteGuidance',
  executionId: 'remoteGuidance_1',
  data,
});

function history(): ChainedEvent[] {
  const entries = ['ticket.started', 'task.created', 'task.claimed', 'task.completed'].map((type, index) =>
    entry(type, { index, opinion: '同意' }),
  );
  return chainEvents({ ticketId: 1, seq: 0, hash: firstPreviousHash }, stamp, entries);
}

const headOf = (events: ChainedEvent[]) => ({
  eventCount: events.length,
  headHash: events.at(-1)?.hash as string,
});

describe('the hash chain of a ticket', () => {
  test('numbers events on and links each to the one before, also across commands', () => {
    const first = history();
    const second = chainEvents({ ticketId: 1, seq: 4, hash: first[3]?.hash as string }, stamp, [
      entry('ticket.ended'),
    ]);
    const all = [...first, ...second];
    expect(all.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(findBrokenLink(all, headOf(all))).toBeNull();
  });

  test.each([
    ['text', (event: ChainedEvent) => ({ ...event, data: { ...event.data, opinion: '不同意' } })],
    ['actor', (event: ChainedEvent) => ({ ...event, actorName: '李静' })],
    ['actor id', (event: ChainedEvent) => ({ ...event, actorId: 8 })],
    ['time', (event: ChainedEvent) => ({ ...event, at: '2026-11-23T02:00:01.000Z' })],
    ['type', (event: ChainedEvent) => ({ ...event, type: 'task.released' })],
    ['element', (event: ChainedEvent) => ({ ...event, elementId: 'feedback' })],
    ['execution', (event: ChainedEvent) => ({ ...event, executionId: null })],
    ['ticket', (event: ChainedEvent) => ({ ...event, ticketId: 2 })],
  ])('names the event whose %s was changed', (_what, change) => {
    const events = history();
    const forged = events.map((event, index) => (index === 1 ? change(event) : event));
    expect(findBrokenLink(forged, headOf(events))).toBe(2);
  });

  test('names the place where an event was removed, swapped, inserted or the tail cut', () => {
    const events = history();
    const head = headOf(events);
    const [a, b, c, d] = events as [ChainedEvent, ChainedEvent, ChainedEvent, ChainedEvent];
    expect(findBrokenLink([a, c, d], head)).toBe(2);
    expect(findBrokenLink([a, c, b, d], head)).toBe(2);
    expect(findBrokenLink([a, b, b, c, d], head)).toBe(3);
    expect(findBrokenLink([a, b, c], head)).toBe(4);
    expect(findBrokenLink([], head)).toBe(1);
  });

  test('finds a tail that was hashed anew, by the head that the ticket keeps', () => {
    const events = history();
    const [a, b] = events as [ChainedEvent, ChainedEvent];
    const forged = { ...b, actorName: '李静' };
    const rehashed = { ...forged, hash: hashEvent(forged) };
    const tail = chainEvents({ ticketId: 1, seq: 2, hash: rehashed.hash }, stamp, [
      entry('task.claimed'),
      entry('task.completed'),
    ]);
    expect(findBrokenLink([a, rehashed, ...tail], headOf(events))).toBe(5);
  });

  test('survives a round trip through JSON text, as the database stores the data', () => {
    const events = chainEvents({ ticketId: 1, seq: 0, hash: firstPreviousHash }, stamp, [
      entry('task.completed', { absent: undefined, at: new Date(0), 10: 'b', 9: 'a', text: '“引号”\n' }),
    ]);
    const stored = events.map((event) => ({ ...event, data: JSON.parse(JSON.stringify(event.data)) }));
    expect(findBrokenLink(stored, headOf(events))).toBeNull();
  });
});
