import { renumber } from '../renumber.js';

/** Tables of rows: add from the template, remove, and keep numbers without gaps. */
export function enhanceRows(root: ParentNode): void {
  for (const table of root.querySelectorAll<HTMLElement>('[data-sf-rows]')) enhanceTable(table);
}

function enhanceTable(table: HTMLElement): void {
  const body = table.querySelector<HTMLElement>('[data-sf-rows-body]');
  const add = table.querySelector<HTMLButtonElement>('[data-sf-add-row]');
  const template = table.querySelector<HTMLTemplateElement>('[data-sf-row-template]');
  if (!body || !add || !template) return;
  add.type = 'button';
  add.addEventListener('click', () => {
    const row = template.content.querySelector('[data-sf-row]')?.cloneNode(true) as HTMLElement | undefined;
    if (!row) return;
    fillTimes(row);
    body.append(row);
    refresh(table, body, add);
    row.dispatchEvent(new CustomEvent('sf:added', { bubbles: true }));
    row.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea')?.focus();
    notifyForm(table);
  });
  body.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest('[data-sf-remove-row]');
    if (!button) return;
    button.closest('[data-sf-row]')?.remove();
    refresh(table, body, add);
    add.focus();
    notifyForm(table);
  });
  refresh(table, body, add);
}

/** Numbers names, ids and labels by position, and closes the table when it is full. */
function refresh(table: HTMLElement, body: HTMLElement, add: HTMLButtonElement): void {
  const rows = [...body.querySelectorAll<HTMLElement>('[data-sf-row]')];
  const name = table.dataset.name ?? '';
  for (const [index, row] of rows.entries()) {
    renumber(row, name, index);
    labelRow(row, `第 ${index + 1} 行`);
  }
  const most = Number(table.dataset.maxItems ?? '0') - Number(table.dataset.earlier ?? '0');
  add.disabled = rows.length >= most;
  table.classList.toggle('sf-rows-empty', rows.length === 0);
}

function labelRow(row: HTMLElement, text: string): void {
  row.setAttribute('aria-label', text);
  for (const button of row.querySelectorAll<HTMLElement>('[data-sf-remove-row]')) {
    button.hidden = false;
    button.setAttribute('aria-label', `删除${text}`);
  }
}

/** The template's "now" is as old as the page: move it on by the time that has passed since. */
function fillTimes(row: HTMLElement): void {
  const minutes = Math.round(performance.now() / 60_000);
  for (const input of row.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]')) {
    if (input.value === '') continue;
    const moved = new Date(Date.parse(`${input.value}:00Z`) + minutes * 60_000);
    input.value = moved.toISOString().slice(0, 16);
  }
}

function notifyForm(table: HTMLElement): void {
  table.dispatchEvent(new Event('input', { bubbles: true }));
}
