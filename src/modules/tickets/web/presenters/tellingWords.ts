import type { Badge, IconName } from '../../../../platform/web/icons.js';

/** How one event is told to people. */
export interface Telling {
  text: string;
  note?: string | null;
  icon: IconName;
  tone: Badge['tone'];
  /** What follows by itself from what somebody did is told as the system's. */
  bySystem?: boolean;
  /** Number of another ticket that it is about. */
  ticket?: string;
}

/** A name in an event's data as it stands in a sentence. */
export const quoted = (value: unknown) => `「${String(value)}」`;

/** The name of a person in an event's data; empty when there is none. */
export const personName = (value: unknown) => String((value as { name?: unknown } | null)?.name ?? '');
