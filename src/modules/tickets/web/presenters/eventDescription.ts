import type { Badge, IconName } from '../../../../platform/web/icons.js';

/** One event as people read it. */
export interface EventDescription {
  text: string;
  note?: string | null;
  icon: IconName;
  tone: Badge['tone'];
  /** The system did it as a consequence, not the actor of the command. */
  bySystem?: boolean;
  /** Number of another ticket that it is about. */
  ticket?: string;
}

/** A name in an event's data as it stands in a sentence. */
export const quoted = (value: unknown) => `「${String(value)}」`;

/** The name of a person in an event's data; empty when there is none. */
export const personName = (value: unknown) => String((value as { name?: unknown } | null)?.name ?? '');
