interface Computation {
  sum?: string[];
  sumOf?: string;
  product?: string[];
}

/** An exact decimal: `units` × 10^-`scale`. */
interface Decimal {
  units: bigint;
  scale: number;
}

const maxScale = 12;
const quotientPlaces = 6;

/** Shows sums and products while people type; what counts is what the server computes on submission. */
export function showComputed(form: HTMLFormElement): void {
  const update = () => updateOutputs(form);
  for (const event of ['input', 'change', 'sf:changed']) form.addEventListener(event, update);
  update();
}

/** Repeats until nothing changes: a total may be made of totals. */
function updateOutputs(form: HTMLFormElement): void {
  const outputs = [...form.querySelectorAll<HTMLOutputElement>('output[data-sf-compute]')];
  for (let round = 0; round <= outputs.length; round += 1) {
    const changed = outputs.filter((output) => setValue(output, computed(form, output)));
    if (changed.length === 0) return;
  }
}

function computed(form: HTMLFormElement, output: HTMLOutputElement): string {
  const computation = JSON.parse(output.dataset.sfCompute ?? '{}') as Computation;
  const name = output.getAttribute('name') ?? '';
  const prefix = name.slice(0, name.lastIndexOf('.') + 1);
  const named = (names: string[]) => names.map((one) => entered(form, prefix + one));
  const values = computation.sumOf ? column(form, computation.sumOf) : named(computation.sum ?? []);
  if (output.dataset.base) values.push(parse(output.dataset.base));
  const result = computation.product
    ? named(computation.product).reduce(multiply, { units: 1n, scale: 0 })
    : values.reduce(add, { units: 0n, scale: 0 });
  return output.dataset.widget === 'money' ? fixed(result, 2) : trimmed(fixed(result, quotientPlaces));
}

function setValue(output: HTMLOutputElement, text: string): boolean {
  if (output.textContent === text) return false;
  output.textContent = text;
  return true;
}

function column(form: HTMLFormElement, path: string): Decimal[] {
  const [table = '', name = ''] = path.split('.');
  const ends = form.querySelectorAll(`[name^="${CSS.escape(table)}."][name$=".${CSS.escape(name)}"]`);
  return [...ends].map(amountOf);
}

function entered(form: HTMLFormElement, name: string): Decimal {
  const escaped = CSS.escape(name);
  const element = form.querySelector(`[name="${escaped}"], [data-sf-operand="${escaped}"]`);
  return element ? amountOf(element) : parse('');
}

/** What is not asked for counts as nothing, as it does on the server. */
function amountOf(element: Element): Decimal {
  if (element.closest('[data-show-when][hidden]')) return parse('');
  if (element instanceof HTMLInputElement) return parse(element.value);
  return parse((element as HTMLElement).dataset.value ?? element.textContent ?? '');
}

function parse(text: string): Decimal {
  const plain = text.normalize('NFKC').replace(/[¥,，\s]/g, '');
  const [, sign = '', whole = '0', fraction = ''] = /^([+-]?)(\d{1,15})(?:\.(\d*))?\D*$/.exec(plain) ?? [];
  const kept = fraction.slice(0, maxScale);
  return { units: BigInt(`${sign === '-' ? '-' : ''}${whole}${kept}`), scale: kept.length };
}

function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const at = (value: Decimal) => value.units * 10n ** BigInt(scale - value.scale);
  return { units: at(a) + at(b), scale };
}

function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** With exactly so many decimals; halves are rounded away from zero, as on an invoice. */
function fixed({ units, scale }: Decimal, places: number): string {
  const shift = 10n ** BigInt(Math.abs(scale - places));
  const size = units < 0n ? -units : units;
  const scaled = scale > places ? (size * 2n + shift) / (shift * 2n) : size * shift;
  const digits = String(scaled).padStart(places + 1, '0');
  return `${units < 0n && scaled > 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function trimmed(text: string): string {
  return text.replace(/\.?0+$/, '');
}
