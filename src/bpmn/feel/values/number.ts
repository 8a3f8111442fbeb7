import { Decimal } from 'decimal.js';

/**
 * Numbers of FEEL: IEEE 754 decimal128, that is 34 significant digits, halves to even (DMN 1.5, 10.3.2.3.1).
 * The instance is a clone, so that settings of others who use the library change nothing here.
 */
export const FeelNumber = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -6177,
  toExpPos: 6145,
});
export type FeelNumber = InstanceType<typeof FeelNumber>;

const zero = new FeelNumber(0);

/** FEEL's number literal as text; no sign of plus, no spaces (grammar rule 37). */
const numericPattern = /^-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;

/** The number that the text writes, rounded to 34 digits; null when it writes none, or one too big. */
export function parseNumber(text: string): FeelNumber | null {
  if (!numericPattern.test(text)) return null;
  return finite(new FeelNumber(text).plus(zero));
}

/** A number from JavaScript's; null for NaN and the infinities. */
export function numberOf(value: number | bigint): FeelNumber | null {
  return finite(new FeelNumber(typeof value === 'bigint' ? value.toString() : value).plus(zero));
}

export function finite(value: FeelNumber): FeelNumber | null {
  return value.isFinite() ? value : null;
}

/** The whole number as JavaScript's, towards zero; null when it is too big to be exact. */
export function toInteger(value: FeelNumber): number | null {
  const whole = value.trunc().toNumber();
  return Number.isSafeInteger(whole) ? whole : null;
}

/** Plain notation without trailing zeros: 1.50 is `1.5`, 1e3 is `1000`. */
export function numberText(value: FeelNumber): string {
  return value.isZero() ? '0' : value.toFixed();
}
