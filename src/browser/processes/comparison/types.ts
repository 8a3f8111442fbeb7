export type Kind = 'added' | 'removed' | 'changed' | 'moved';

/** What the page hands to the script; the presenter behind the page makes it. */
export interface ComparisonMarks {
  olderUrl: string;
  newerUrl: string;
  kinds: Record<string, Kind>;
  /** The character that shows a kind without colour. */
  signs: Record<Kind, string>;
}
