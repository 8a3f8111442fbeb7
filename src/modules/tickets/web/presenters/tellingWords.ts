/** A name in an event's data as it stands in a sentence. */
export const quoted = (value: unknown) => `「${String(value)}」`;

/** The name of a person in an event's data; empty when there is none. */
export const personName = (value: unknown) => String((value as { name?: unknown } | null)?.name ?? '');
