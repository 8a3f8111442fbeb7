import { Listbox } from '../listbox.js';
import { postJson } from '../request.js';

const searchDelayMs = 250;

/** A customer or product as the search answers it: parts by name, `id` set. */
type Match = Record<string, string | number | null | undefined>;

interface FileRecord {
  root: HTMLElement;
  form: HTMLFormElement;
  input: HTMLInputElement;
  id: HTMLInputElement;
  status: HTMLElement | null;
}

/** Searches customers and products while typing; one that is not found is entered as new. */
export function enhanceFileRecords(form: HTMLFormElement): void {
  for (const root of form.querySelectorAll<HTMLElement>('[data-sf-file-record]')) {
    const input = root.querySelector<HTMLInputElement>('[data-sf-combobox]');
    const id = root.querySelector<HTMLInputElement>('[data-sf-file-record-id]');
    const list = root.querySelector<HTMLElement>('[data-sf-listbox]');
    const status = root.querySelector<HTMLElement>('[data-sf-file-record-status]');
    if (input && id && list) enhanceFileRecord({ root, form, input, id, status }, list);
  }
}

function enhanceFileRecord(record: FileRecord, list: HTMLElement): void {
  const { root, input, id } = record;
  let matches: Match[] = [];
  const listbox = new Listbox(input, list, (index) => {
    const match = matches[index];
    listbox.close();
    if (match) fillRecord(record, match);
  });
  const search = delayedSearch(record, (found) => {
    matches = found;
    listbox.show(found.map(describe));
  });
  input.addEventListener('input', () => {
    if (id.value !== '') setId(record, '');
    search(searchDelayMs);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (listbox.handleKey(event.key)) event.preventDefault();
    else if (event.key === 'ArrowDown') search(0);
  });
  input.addEventListener('blur', () => listbox.close());
  const button = root.querySelector<HTMLButtonElement>('[data-sf-lookup]');
  if (button) {
    button.type = 'button';
    button.addEventListener('click', () => {
      input.focus();
      search(0);
    });
  }
  if (root.dataset.boundTo) clearWhenCustomerChanges(record, root.dataset.boundTo);
}

/** Searches after a pause in typing; late answers are dropped. */
function delayedSearch(record: FileRecord, show: (matches: Match[]) => void): (pause: number) => void {
  let timer = 0;
  let running: AbortController | null = null;
  return (pause) => {
    clearTimeout(timer);
    running?.abort();
    timer = window.setTimeout(async () => {
      running = new AbortController();
      const { signal } = running;
      try {
        const matches = await findMatches(record, signal);
        if (signal.aborted || document.activeElement !== record.input) return;
        show(matches);
        showStatus(record, countText(record, matches.length));
      } catch {
        if (!signal.aborted) showStatus(record, '暂时查不到档案，可直接填写。');
      }
    }, pause);
  };
}

async function findMatches(record: FileRecord, signal: AbortSignal): Promise<Match[]> {
  const text = record.input.value.trim();
  const boundTo = record.root.dataset.boundTo;
  const customerId = boundTo ? customerIdOf(record.form, boundTo) : null;
  if (boundTo && customerId === null) return [];
  if (!boundTo && text === '') return [];
  return postJson<Match[]>(record.root.dataset.searchUrl ?? '', { q: text, customerId }, signal);
}

function customerIdOf(form: HTMLFormElement, name: string): number | null {
  const value = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)?.value ?? '';
  return value === '' ? null : Number(value);
}

function countText(record: FileRecord, count: number): string {
  if (count > 0) return `找到 ${count} 条，用上下键选择。`;
  return record.input.value.trim() === '' ? '' : '档案中没有匹配的记录，将作为新记录登记。';
}

/** Fills all parts from the match; parts that it lacks are emptied, so that nothing of another record stays. */
function fillRecord(record: FileRecord, match: Match): void {
  const prefix = `${record.root.dataset.name}.`;
  for (const input of record.root.querySelectorAll<HTMLInputElement>('input[name]')) {
    if (!input.name.startsWith(prefix) || input === record.id) continue;
    input.value = String(match[input.name.slice(prefix.length)] ?? '');
  }
  setId(record, String(match.id ?? ''));
  showStatus(record, '已从档案中选择。');
}

function setId(record: FileRecord, value: string): void {
  record.id.value = value;
  showStatus(record, '');
  record.root.dispatchEvent(new CustomEvent('sf:changed', { bubbles: true }));
}

/** Clears a product when another customer is chosen, since it belongs to the former one. */
function clearWhenCustomerChanges(record: FileRecord, customerName: string): void {
  let known = customerIdOf(record.form, customerName);
  record.form.addEventListener('sf:changed', () => {
    const current = customerIdOf(record.form, customerName);
    if (current === known) return;
    known = current;
    if (record.id.value !== '') fillRecord(record, {});
    showStatus(record, '');
  });
}

function showStatus(record: FileRecord, text: string): void {
  if (record.status) record.status.textContent = text;
}

function describe(match: Match): { title: string; detail: string } {
  const { id: _, name, ...others } = match;
  const texts = Object.values(others).filter((value) => typeof value === 'string' && value !== '');
  return { title: String(name ?? ''), detail: texts.join(' · ') };
}
