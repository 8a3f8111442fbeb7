import type { Frame } from './types.js';

/** An item of the ticket's data as it was after a step. */
export interface DataItem {
  label: string;
  value: string;
  /** What this very step did to it: `value` is what it kept, then what it added. */
  change: { removed: string; kept: string; added: string } | null;
}

/** The data of the ticket after a step, those that the step changed first. */
export function dataAt(frames: readonly Frame[], index: number): DataItem[] {
  const data = new Map<string, DataItem>();
  for (const [position, { changes }] of frames.slice(0, index + 1).entries()) {
    for (const { name, label, isGrowth, before, after } of changes) {
      const kept = isGrowth ? `${data.get(name)?.value ?? ''}\n` : '';
      const change = position === index ? { removed: isGrowth ? '' : before, kept, added: after } : null;
      data.set(name, { label, value: kept + after, change });
    }
  }
  const shown = [...data.values()].filter(({ value, change }) => value !== '' || change !== null);
  return [...shown.filter(({ change }) => change !== null), ...shown.filter(({ change }) => change === null)];
}
