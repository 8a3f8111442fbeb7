import { Decimal } from 'decimal.js';
import { toHalfWidth } from '../submission/normalizeText.js';

/**
 * Money, hours and quantities: exact decimals, halves rounded away from zero as on an invoice. The instance is a clone,
 * so that the settings of the expression language change nothing here. 100 digits hold every sum and product that a
 * form can ask for; what is larger than a JSON number is infinite and refused as no number.
 */
export const Amount = Decimal.clone({ precision: 100, rounding: Decimal.ROUND_HALF_UP, maxE: 308 });
export type Amount = InstanceType<typeof Amount>;

const moneyDecimals = 2;
const quantityDecimals = 6;

/** The decimal that a JSON number was written as; anything else counts as 0. */
export function amountOf(value: unknown): Amount {
  return new Amount(typeof value === 'number' && !Number.isNaN(value) ? value : 0);
}

/**
 * The digits of a number that a person typed, in half or full width, with or without thousands separators and unit;
 * null for anything else.
 */
export function plainNumber(text: string, unit = ''): string | null {
  let half = toHalfWidth(text).replace(/\s+/g, '');
  if (unit !== '' && half.endsWith(unit)) half = half.slice(0, -unit.length);
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(half)) half = half.replaceAll(',', '');
  return /^[+-]?\d+(\.\d+)?$/.test(half) ? half.replace(/^\+/, '') : null;
}

/** As `plainNumber`, for money: ¥ and 元 are left out. */
export function plainMoney(text: string): string | null {
  return plainNumber(text.trim().replace(/^[¥￥]\s*/u, ''), '元');
}

export function add(amounts: readonly Amount[]): Amount {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Amount(0));
}

export function multiply(amounts: readonly Amount[]): Amount {
  return amounts.reduce((product, amount) => product.times(amount), new Amount(1));
}

/** Rounded to that many decimals; a zero has no sign. */
export function roundTo(amount: Amount, decimals: number): Amount {
  return amount.toDecimalPlaces(decimals).plus(0);
}

/** Rounded to cents. */
export function roundMoney(amount: Amount): Amount {
  return roundTo(amount, moneyDecimals);
}

/** Rounded to millionths: hours and pieces need no more. */
function roundQuantity(amount: Amount): Amount {
  return roundTo(amount, quantityDecimals);
}

/** `1280.50`: always with two decimals. */
export function moneyText(value: number | Amount): string {
  return roundMoney(new Amount(value)).toFixed(moneyDecimals);
}

/** `0.0000001`: every digit of the number and no exponent, which nobody types. */
export function numberText(value: number | Amount): string {
  return new Amount(value).toFixed();
}

/** Whole cents, as the database keeps money. */
export function toCents(yuan: number): number {
  return new Amount(yuan).times(100).toDecimalPlaces(0).toNumber();
}

export function fromCents(cents: number): number {
  return new Amount(cents).div(100).toNumber();
}

/** The sum of JSON numbers as a JSON number: 0.1 and 0.2 make 0.3. What is no number counts as 0. */
export function sumOf(values: readonly unknown[]): number {
  return roundQuantity(add(values.map(amountOf))).toNumber();
}
