import { Listbox } from '../listbox.js';
import { postJson } from '../request.js';

const searchDelayMs = 250;

/** A customer or product as the search answers it: parts by name, `id` set. */
type Match = Record<string, string | number | null | undefined>;

interface Partner {
  root: HTMLElement;
  form: HTMLFormElement;
  input: HTMLInputElement;
  id: HTMLInputElement;
  status: HTMLElement | null;
}

/** Search while typing for customers and products; what is not found is entered as new. */
export function enhancePartners(form: HTMLFormElement): void {
  for (const root of form.querySelectorAll<HTMLElement>('[data-sf-partner]')) {
    const input = root.querySelector<HTMLInputElement>('[data-sf-combobox]');
    const id = root.querySelector<HTMLInputElement>('[data-sf-partner-id]');
    const list = root.querySelector<HTMLElement>('[data-sf-listbox]');
    const status = root.querySelector<HTMLElement>('[data-sf-partner-status]');
    if (input && id && list) enhancePartner({ root, form, input, id, status }, list);
  }
}

function enhancePartner(partner: Partner, list: HTMLElement): void {
  const { root, input, id } = partner;
  let matches: Match[] = [];
  const listbox = new Listbox(input, list, (index) => {
    const match = matches[index];
    listbox.close();
    if (match) take(partner, match);
  });
  const search = newSearch(partner, (found) => {
    matches = found;
    listbox.show(found.map(describe));
  });
  input.addEventListener('input', () => {
    if (id.value !== '') setId(partner, '');
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
  if (root.dataset.boundTo) forgetWithCustomer(partner, root.dataset.boundTo);
}

/** Asks the server after a pause in typing; an answer that comes late is dropped. */
function newSearch(partner: Partner, show: (matches: Match[]) => void): (pause: number) => void {
  let timer = 0;
  let running: AbortController | null = null;
  return (pause) => {
    clearTimeout(timer);
    running?.abort();
    timer = window.setTimeout(async () => {
      running = new AbortController();
      const { signal } = running;
      try {
        const matches = await findMatches(partner, signal);
        if (signal.aborted || document.activeElement !== partner.input) return;
        show(matches);
        tell(partner, countText(partner, matches.length));
      } catch {
        if (!signal.aborted) tell(partner, '暂时查不到档案，可直接填写。');
      }
    }, pause);
  };
}

async function findMatches(partner: Partner, signal: AbortSignal): Promise<Match[]> {
  const text = partner.input.value.trim();
  const boundTo = partner.root.dataset.boundTo;
  const customerId = boundTo ? customerIdOf(partner.form, boundTo) : null;
  if (boundTo && customerId === null) return [];
  if (!boundTo && text === '') return [];
  return postJson<Match[]>(partner.root.dataset.searchUrl ?? '', { q: text, customerId }, signal);
}

function customerIdOf(form: HTMLFormElement, name: string): number | null {
  const value = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)?.value ?? '';
  return value === '' ? null : Number(value);
}

function countText(partner: Partner, count: number): string {
  if (count > 0) return `找到 ${count} 条，用上下键选择。`;
  return partner.input.value.trim() === '' ? '' : '档案中没有匹配的记录，将作为新记录登记。';
}

/** Fills all parts; what the record lacks is emptied, so that nothing of another one stays. */
function take(partner: Partner, match: Match): void {
  const prefix = `${partner.root.dataset.name}.`;
  for (const input of partner.root.querySelectorAll<HTMLInputElement>('input[name]')) {
    if (!input.name.startsWith(prefix) || input === partner.id) continue;
    input.value = String(match[input.name.slice(prefix.length)] ?? '');
  }
  setId(partner, String(match.id ?? ''));
  tell(partner, '已从档案中选择。');
}

function setId(partner: Partner, value: string): void {
  partner.id.value = value;
  tell(partner, '');
  partner.root.dispatchEvent(new CustomEvent('sf:changed', { bubbles: true }));
}

/** A product found under one customer is not the product of another. */
function forgetWithCustomer(partner: Partner, customerName: string): void {
  let known = customerIdOf(partner.form, customerName);
  partner.form.addEventListener('sf:changed', () => {
    const current = customerIdOf(partner.form, customerName);
    if (current === known) return;
    known = current;
    if (partner.id.value !== '') take(partner, {});
    tell(partner, '');
  });
}

function tell(partner: Partner, text: string): void {
  if (partner.status) partner.status.textContent = text;
}

function describe(match: Match): { title: string; detail: string } {
  const { id: _, name, ...others } = match;
  const texts = Object.values(others).filter((value) => typeof value === 'string' && value !== '');
  return { title: String(name ?? ''), detail: texts.join(' · ') };
}
