import { pressNeighbour } from './neighbours.js';

const goTo: Record<string, string> = { t: '/tasks', b: '/board', w: '/tickets', n: '/tickets/new' };
const chordTime = 1000;

/** Keys that act by themselves, outside fields; the overview (`?`) names them. */
const actions: Record<string, () => boolean> = {
  '/': focusSearch,
  '?': toggleOverview,
  j: () => step(1),
  k: () => step(-1),
  s: () => press('[data-key="claim"]'),
  u: () => press('.page-back'),
};

/** `g` and a letter to a page, other keys to what the page offers; never while typing, but for Ctrl+Enter, which submits. */
export function installShortcuts(): void {
  let chordUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return take(event, submit());
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (Date.now() < chordUntil) {
      chordUntil = 0;
      const path = goTo[event.key];
      if (path && document.querySelector(`a[href="${path}"]`)) location.assign(path);
      return;
    }
    if (event.key === 'g') chordUntil = Date.now() + chordTime;
    else if (/^[1-9]$/.test(event.key)) take(event, openTab(Number(event.key)));
    else take(event, actions[event.key]?.() ?? false);
  });
}

function take(event: KeyboardEvent, isDone: boolean): void {
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

/** To the next or previous line of a list, or on a task page to the task that stood there in the inbox. */
function step(by: 1 | -1): boolean {
  if (document.querySelector('[data-neighbours]')) return pressNeighbour(by);
  const links = [...document.querySelectorAll<HTMLElement>('.list tbody .list-title')];
  const at = links.indexOf(currentRow()?.querySelector<HTMLElement>('.list-title') as HTMLElement);
  const next = links[at < 0 ? (by === 1 ? 0 : links.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
}

const currentRow = () => document.activeElement?.closest('.list tbody tr');

/** In a list only in the line that has the focus: nothing is claimed that nobody looked at. */
function press(selector: string): boolean {
  const isList = document.querySelector('.list tbody') !== null && selector.includes('data-key');
  const scope = isList ? currentRow() : document;
  const found = scope?.querySelector<HTMLElement>(selector);
  found?.click();
  return Boolean(found);
}

/** Submits the task's form; what is no form to fill in, such as agreeing or claiming, wants a click of its own. */
function submit(): boolean {
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
