import type { SummaryItem } from './viewTypes.js';

/** A filled field in plain words, a line for each row, file or item; '' when there is nothing to say. */
export function summaryText(item: SummaryItem | null): string {
  if (item === null) return '';
  if (item.text !== null) return item.text;
  const { table, files, signature, ratings, ticks, tree } = item;
  const lines = [
    ...(table?.rows ?? []).map(({ cells }) => pairs(cells)),
    ...(files ?? []).map(({ name }) => name),
    ...(signature ? [`已签名（${signature.shortSha256}）`] : []),
    ...(ratings ?? []).map(({ label, text }) => `${label}：${text}`),
    ...(ticks ?? []).map(({ label, ticked }) => `${ticked ? '✓' : '✗'} ${label}`),
    ...(tree ?? []).map(({ depth, name }) => `${'　'.repeat(depth)}${name}`),
  ];
  return lines.join('\n');
}

function pairs(cells: readonly { label: string; text: string }[]): string {
  return cells
    .filter(({ text }) => text !== '')
    .map(({ label, text }) => `${label}：${text}`)
    .join('，');
}
