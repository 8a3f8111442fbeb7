import type { Trials } from '../trial.js';
import { h, iconButton } from './dom.js';
import { trialPanel } from './feelTrial.js';

export interface Column {
  name: string;
  label: string;
  placeholder?: string;
  isCode?: boolean;
  /** Words offered while typing. */
  offers?: readonly string[];
  /** The texts are expressions that can be tried; `expressionIn` gives '' for one that is meant as it stands. */
  trial?: { trials: Trials; expressionIn(text: string): string };
}

export interface RowsOptions {
  name: string;
  label: string;
  columns: readonly Column[];
  rows: readonly Record<string, string>[];
  add: string;
  hint?: string;
  change(rows: Record<string, string>[]): void;
}

/** Rows of short texts that can be added and removed. A row counts once its first column is filled in. */
export function rowsField(options: RowsOptions): HTMLElement {
  const { columns, hint, label, name } = options;
  const body = h('div', { class: 'designer-rows' });
  const lists = columns.flatMap(({ name: column, offers }) =>
    offers
      ? [h('datalist', { id: listId(name, column) }, ...offers.map((value) => h('option', { value })))]
      : [],
  );
  const commit = () => options.change(read(body, columns));
  const append = (row: Record<string, string>) => {
    const element = rowElement(options, row, body.childElementCount, commit);
    body.append(element);
    return element;
  };
  for (const row of options.rows) append(row);
  const add = h('button', { type: 'button', class: 'btn btn-sm' }, options.add);
  add.addEventListener('click', () => append({}).querySelector('input')?.focus());
  return h(
    'div',
    { class: 'designer-field' },
    h('div', { class: 'form-label' }, label),
    ...lists,
    columnNames(columns),
    body,
    add,
  );
}

/** The names above the columns; each input has its own label for screen readers. */
function columnNames(columns: readonly Column[]): HTMLElement {
  const names = columns.map(({ label }) => h('span', {}, label));
  return h('div', { class: 'designer-columns', 'aria-hidden': 'true' }, ...names);
}

function rowElement(
  { columns, name }: RowsOptions,
  row: Record<string, string>,
  index: number,
  commit: () => void,
): HTMLElement {
  const element = h('div', { class: 'designer-row' });
  const inputs = columns.map((column) => {
    const input = h('input', {
      type: 'text',
      class: `form-control${column.isCode ? ' designer-code' : ''}`,
      'aria-label': column.label,
      placeholder: column.placeholder ?? column.label,
      autocomplete: 'off',
      list: column.offers && listId(name, column.name),
      'data-field': `${name}.${index}.${column.name}`,
    });
    input.value = row[column.name] ?? '';
    input.addEventListener('change', commit);
    return input;
  });
  const trials = columns.flatMap((column, at) => trialIn(column, inputs[at], `${name}.${index}`));
  const whole = trials.length === 0 ? element : h('div', {}, element, ...trials);
  const remove = iconButton('删除这一行', 'x', () => {
    whole.remove();
    commit();
  });
  element.append(...inputs, remove);
  return whole;
}

function trialIn({ name, trial }: Column, input: HTMLInputElement | undefined, row: string): HTMLElement[] {
  if (!trial || !input) return [];
  return [trialPanel(`${row}.${name}`, () => trial.expressionIn(input.value), trial.trials)];
}

function read(body: HTMLElement, columns: readonly Column[]): Record<string, string>[] {
  return [...body.children]
    .map((row) => {
      const places = row.querySelectorAll<HTMLInputElement>('.designer-row > input');
      const values = [...places].map((input) => input.value.trim());
      return Object.fromEntries(columns.map((column, index) => [column.name, values[index] ?? '']));
    })
    .filter((row) => row[columns[0]?.name ?? ''] !== '');
}

function listId(name: string, column: string): string {
  return `designer-list-${name}-${column}`;
}
