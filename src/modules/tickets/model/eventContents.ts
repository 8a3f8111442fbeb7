/** What the filters of a history ask about an event's data, besides its type. */
export interface EventContents {
  /** It changed the ticket's data. */
  changesData: boolean;
  /** It names an attachment, a photo or a signature. */
  hasFiles: boolean;
}

/** Reads the contents from an event's data when the event is stored. */
export function eventContents(data: Readonly<Record<string, unknown>>): EventContents {
  return { changesData: Array.isArray(data.changes) && data.changes.length > 0, hasFiles: hasFile(data) };
}

/** A file is named by an object with its SHA-256, at any depth. */
function hasFile(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return typeof (value as { sha256?: unknown }).sha256 === 'string' || Object.values(value).some(hasFile);
}
