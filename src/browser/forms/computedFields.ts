import { Amount, numberText, plainMoney, roundTo } from '../../forms/compute/amounts.js';
import { type AmountSource, evaluateComputation } from '../../forms/compute/computations.js';
import type { Computation } from '../../forms/schema/types.js';

/** Shows sums and products while people type; the server computes them again on submission. */
export function showComputedFields(form: HTMLFormElement): void {
  const update = () => updateOutputs(form);
  for (const event of ['input', 'change', 'sf:changed']) form.addEventListener(event, update);
  update();
}

/** Repeats until nothing changes: a total may be made of totals. */
function updateOutputs(form: HTMLFormElement): void {
  const outputs = [...form.querySelectorAll<HTMLOutputElement>('output[data-sf-compute]')];
  for (let round = 0; round <= outputs.length; round += 1) {
    const changed = outputs.filter((output) => setValue(output, computedText(form, output)));
    if (changed.length === 0) return;
  }
}

function computedText(form: HTMLFormElement, output: HTMLOutputElement): string {
  const computation = JSON.parse(output.dataset.sfCompute ?? '{}') as Computation;
  const result = evaluateComputation(computation, enteredAmounts(form, output));
  if (!result.isFinite()) return '数字过大';
  const decimals = Number(output.dataset.decimals);
  const rounded = roundTo(result, decimals);
  return output.hasAttribute('data-all-decimals') ? rounded.toFixed(decimals) : numberText(rounded);
}

/** Amounts in the form now: fields beside the output, and columns, with the sum of the earlier rows of a growing table. */
function enteredAmounts(form: HTMLFormElement, output: HTMLOutputElement): AmountSource {
  const name = output.getAttribute('name') ?? '';
  const prefix = name.slice(0, name.lastIndexOf('.') + 1);
  return {
    field(operand) {
      const escaped = CSS.escape(prefix + operand);
      const element = form.querySelector(`[name="${escaped}"], [data-sf-operand="${escaped}"]`);
      return element ? amountIn(element) : new Amount(0);
    },
    column(path) {
      const [table = '', column = ''] = path.split('.').map((part) => CSS.escape(part));
      const cells = form.querySelectorAll(`[name^="${table}."][name$=".${column}"]`);
      return [parseAmount(output.dataset.base ?? ''), ...[...cells].map(amountIn)];
    },
  };
}

function setValue(output: HTMLOutputElement, text: string): boolean {
  if (output.textContent === text) return false;
  output.textContent = text;
  return true;
}

/** The amount in an element. A field that is not asked for counts as 0, as on the server. */
function amountIn(element: Element): Amount {
  if (element.closest('[data-show-when][hidden]')) return new Amount(0);
  if (element instanceof HTMLInputElement) return parseAmount(element.value);
  return parseAmount((element as HTMLElement).dataset.value ?? element.textContent ?? '');
}

/** Parses an amount; unreadable text counts as 0. A unit, or a point without decimals yet, may follow the digits. */
function parseAmount(text: string): Amount {
  return new Amount(plainMoney(text.trim().replace(/\D*$/u, '')) ?? 0);
}
