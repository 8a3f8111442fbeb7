import { Listbox } from '../forms/listbox.js';
import { postJson } from '../forms/request.js';

const delayMs = 200;

interface Match {
  id: number;
  name: string;
  address?: string;
  phone?: string;
  contact?: string;
}

/** Search while typing on the list of customers: what is chosen opens; Enter alone lists all matches. */
export function enhanceCustomerSearch(): void {
  const root = document.querySelector<HTMLElement>('[data-customer-search]');
  const input = root?.querySelector<HTMLInputElement>('input');
  const list = root?.querySelector<HTMLElement>('[role="listbox"]');
  if (!root || !input || !list) return;
  const { customerSearch: searchUrl = '', customerUrl = '' } = root.dataset;
  let matches: Match[] = [];
  const listbox = new Listbox(input, list, (index) => {
    const match = matches[index];
    if (match) location.assign(`${customerUrl}/${match.id}`);
  });
  const search = delayedSearch(input, searchUrl, (found) => {
    matches = found;
    listbox.show(
      found.map(({ name, address, phone, contact }) => ({
        title: name,
        detail: [phone, contact, address].filter(Boolean).join(' · '),
      })),
    );
  });
  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (!event.isComposing && listbox.handleKey(event.key)) event.preventDefault();
  });
  input.addEventListener('blur', () => listbox.close());
}

/** Searches after a pause in typing; late answers are dropped. */
function delayedSearch(input: HTMLInputElement, url: string, show: (matches: Match[]) => void): () => void {
  let timer = 0;
  let running: AbortController | null = null;
  return () => {
    clearTimeout(timer);
    running?.abort();
    const text = input.value.trim();
    if (text === '') return show([]);
    timer = window.setTimeout(async () => {
      running = new AbortController();
      const { signal } = running;
      const found = await postJson<Match[]>(url, { q: text }, signal).catch(() => []);
      if (!signal.aborted && document.activeElement === input) show(found);
    }, delayMs);
  };
}
