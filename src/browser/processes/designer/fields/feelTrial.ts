import type { AskedData, KnownData, TrialAnswer, Trials } from '../trial.js';
import { button, h } from './dom.js';

/**
 * 试算: the result of the expression on a ticket's data, or on typed values. The server evaluates it as it does for tickets.
 * @param name of the field, unique in the panel
 */
export function trialPanel(name: string, expression: () => string, trials: Trials): HTMLElement {
  const ticket = h('input', { type: 'text', class: 'form-control', maxlength: 40, autocomplete: 'off' });
  const values = h('div', { class: 'designer-trial-values' });
  const result = h('div', { role: 'status' });
  const known = h('details', { class: 'designer-note' });
  const fill = async () => {
    const answer = await trials.ask({ expression: expression(), ticket: null, values: null });
    drawInputs(values, answer.data);
    known.replaceChildren(...knownData(answer.known));
  };
  const run = async () => {
    if (expression().trim() === '') return void result.replaceChildren(note('这里没有可以试算的表达式。'));
    const number = ticket.value.trim();
    result.replaceChildren(note('正在试算…'));
    const given =
      number === '' ? { ticket: null, values: typedValues(values) } : { ticket: number, values: null };
    try {
      result.replaceChildren(...resultElements(await trials.ask({ expression: expression(), ...given })));
    } catch (error) {
      result.replaceChildren(h('p', { class: 'designer-error' }, messageOf(error)));
    }
  };
  const element = h(
    'details',
    { class: 'designer-trial', 'data-open': `trial-${name}` },
    h('summary', { 'data-field': `trial-${name}` }, '试算'),
    h('label', { class: 'form-label' }, '工单号（不填则用下面的值）', ticket),
    values,
    known,
    button('试算', 'btn btn-sm', () => void run()),
    result,
  );
  element.addEventListener('toggle', () => {
    if (element.open) fill().catch((error) => result.replaceChildren(messageOf(error)));
  });
  runOnEnter(element, run);
  return element;
}

const note = (text: string) => h('p', { class: 'designer-note' }, text);

function runOnEnter(element: HTMLElement, run: () => Promise<void>): void {
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    void run();
  });
}

function messageOf(error: unknown): string {
  return (error instanceof Error && error.message) || '没有联系上服务器，请稍后再试。';
}

/** Draws an input with a label for each item of data; typed values stay. */
function drawInputs(values: HTMLElement, data: readonly AskedData[]): void {
  const before = typedValues(values);
  const places = data.map((datum) => {
    const place =
      datum.options.length > 0 ? choice(datum) : h('input', { type: 'text', autocomplete: 'off' });
    place.className = datum.options.length > 0 ? 'form-select' : 'form-control';
    place.dataset.trialValue = datum.name;
    place.value = before[datum.name] ?? '';
    return h('label', { class: 'form-label' }, `${datum.label}（${datum.name}）`, place);
  });
  values.replaceChildren(...places);
}

/** What a ticket may know where the expression stands. */
function knownData(known: readonly KnownData[]): HTMLElement[] {
  const items = known.map(({ name, label, kind, isLater }) =>
    h('li', {}, h('code', {}, name), ` ${label}${kind && `，${kind}`}${isLater ? '，在这之后才填写' : ''}`),
  );
  return [h('summary', {}, `这里可用的数据（${known.length} 项）`), h('ul', {}, ...items)];
}

function choice({ options }: AskedData): HTMLSelectElement {
  const none = h('option', { value: '' }, '没有填写');
  return h('select', {}, none, ...options.map(({ value, label }) => h('option', { value }, label)));
}

function typedValues(values: HTMLElement): Record<string, string> {
  const places = values.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-trial-value]');
  return Object.fromEntries([...places].map(({ dataset, value }) => [dataset.trialValue ?? '', value]));
}

function resultElements({ trial }: TrialAnswer): HTMLElement[] {
  if (!trial) return [];
  const { value, reason, facts, parts, morePartsCount } = trial;
  const rows = parts.map((part) =>
    h('tr', {}, h('td', {}, h('code', {}, part.text)), h('td', {}, part.value)),
  );
  const head = h('tr', {}, h('th', { scope: 'col' }, '部分'), h('th', { scope: 'col' }, '值'));
  return [
    h('p', {}, h('strong', {}, `结果：${value}`), reason && `（${reason}）`),
    ...(facts.length > 0 ? [h('p', { class: 'designer-note' }, `依据：${facts.join('；')}`)] : []),
    h('table', { class: 'table table-sm' }, h('thead', {}, head), h('tbody', {}, ...rows)),
    ...(morePartsCount > 0
      ? [h('p', { class: 'designer-note' }, `另有 ${morePartsCount} 项没有列出。`)]
      : []),
  ];
}
