import { paths } from '../../platform/paths.js';
import { openNeighbour } from './neighbours.js';

const pagesByKey: Record<string, string> = {
  t: paths.tasks(),
  b: paths.board(),
  w: paths.tickets(),
  n: paths.newTicket(),
};
const chordMs = 1000;

/** Keys that act by themselves, outside fields; the overview (`?`) names them. */
const actions: Record<string, () => boolean> = {
  '/': focusSearch,
  '?': toggleOverview,
  j: () => moveInList(1),
  k: () => moveInList(-1),
  s: () => clickOffered('[data-key="claim"]'),
  u: () => clickOffered('.page-back'),
};

/**
 * `g` and a letter open a page, other keys use what the page offers. Keys do nothing while somebody types, except
 * Ctrl+Enter, which submits.
 */
export function installShortcuts(): void {
  let chordUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
      return preventIfDone(event, submitTaskForm());
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (Date.now() < chordUntil) {
      chordUntil = 0;
      const path = pagesByKey[event.key];
      if (path && document.querySelector(`a[href="${path}"]`)) location.assign(path);
      return;
    }
    if (event.key === 'g') chordUntil = Date.now() + chordMs;
    else if (/^[1-9]$/.test(event.key)) preventIfDone(event, openTab(Number(event.key)));
    else preventIfDone(event, actions[event.key]?.() ?? false);
  });
}

function preventIfDone(event: KeyboardEvent, isDone: boolean): void {
  if (isDone) event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !/^(checkbox|radio|button|submit)$/.test((target as HTMLInputElement).type)
  );
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('[data-focus-key="/"]');
  search?.focus();
  search?.select();
  return search !== null;
}

function toggleOverview(): boolean {
  const overview = document.querySelector<HTMLDialogElement>('#shortcuts');
  if (overview?.open) overview.close();
  else overview?.showModal();
  return overview !== null;
}

/** Moves to the next or previous line of a list, or on a task page to the neighbouring task of the inbox. */
function moveInList(by: 1 | -1): boolean {
  if (document.querySelector('[data-neighbours]')) return openNeighbour(by);
  const links = [...document.querySelectorAll<HTMLElement>('.list tbody .list-title')];
  const at = links.indexOf(currentRow()?.querySelector<HTMLElement>('.list-title') as HTMLElement);
  const next = links[at < 0 ? (by === 1 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

const currentRow = () => document.activeElement?.closest('.list tbody tr');

/** Clicks what a key stands for. In a list only in the focused line, so that nothing is claimed unseen. */
function clickOffered(selector: string): boolean {
  const isList = document.querySelector('.list tbody') !== null && selector.includes('data-key');
  const scope = isList ? currentRow() : document;
  const found = scope?.querySelector<HTMLElement>(selector);
  found?.click();
  return Boolean(found);
}

/** Submits the task's form. Actions without a form, such as agreeing or claiming, need a click. */
function submitTaskForm(): boolean {
  const button = document.querySelector<HTMLButtonElement>('.action-bar > .btn-primary[name="_action"]');
  button?.click();
  return button !== null;
}

function openTab(number: number): boolean {
  const tab = document.querySelectorAll<HTMLElement>('[data-tabs] .tab')[number - 1];
  tab?.click();
  tab?.focus();
  return tab !== undefined;
}
