import type { SaveState } from './saving.js';
import type { Problem } from './types.js';

/** Shows a message above the canvas, which stays. */
export function showNotice(root: HTMLElement, message: string): void {
  const place = root.querySelector<HTMLElement>('[data-notice]');
  if (!place) return;
  place.hidden = false;
  const text = place.querySelector('p');
  if (text) text.textContent = message;
}

/** Disables editing; files can still be exported. */
export function freeze(root: HTMLElement): void {
  for (const part of root.querySelectorAll('[data-canvas], [data-panel]')) part.setAttribute('inert', '');
}

/** Shows beside the title whether the work is saved. */
export function showSaveState(root: HTMLElement, state: SaveState): void {
  const place = root.querySelector<HTMLElement>('[data-save-state]');
  if (!place) return;
  place.dataset.saveState = state.kind;
  const text = saveStateText(state);
  if (place.textContent !== text) place.textContent = text;
}

function saveStateText(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return `已保存 ${state.at.toLocaleTimeString('zh-CN', { hour12: false })}`;
    case 'unsaved':
    case 'saving':
      return '正在保存…';
    case 'retrying':
      return '没有存上，正在重试…';
    case 'refused':
      return `没有存上：${state.message}`;
    default:
      return '不再保存';
  }
}

/** `2 处必须改，5 条建议`; null when the server could not be asked. */
export function showSummary(root: HTMLElement, problems: readonly Problem[] | null): void {
  const place = root.querySelector<HTMLElement>('[data-summary]');
  if (!place) return;
  place.setAttribute('aria-busy', 'false');
  if (!problems) {
    place.textContent = '暂时无法检查';
    place.dataset.summary = 'unknown';
    return;
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const hints = problems.length - errors;
  const parts = [errors > 0 ? `${errors} 处必须改` : '', hints > 0 ? `${hints} 条建议` : ''].filter(Boolean);
  place.textContent = parts.join('，') || '检查通过';
  place.dataset.summary = errors > 0 ? 'error' : hints > 0 ? 'warning' : 'good';
}

/** Marks the summary as outdated while the next check runs. */
export function markSummaryOutdated(root: HTMLElement): void {
  root.querySelector('[data-summary]')?.setAttribute('aria-busy', 'true');
}
