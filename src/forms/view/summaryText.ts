import type { SummaryItem } from './viewTypes.js';

/** A filled field in plain words, a line for each row, file or item; '' when there is nothing to say. */
export function summaryText(item: SummaryItem | null): string {
  return item?.text ?? item?.lines?.join('\n') ?? '';
}
