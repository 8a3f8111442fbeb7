/** A decimal number without binary drift: `units` × 10^-`scale`. */
export interface Decimal {
  units: bigint;
  scale: number;
}

const zeroDecimal: Decimal = { units: 0n, scale: 0 };
/** Enough for money, hours and quantities; a hostile 1e-300 would make the digits run away. */
const maxScale = 12;

/** The decimal that a JSON number was written as; anything else counts as 0. */
export function toDecimal(value: unknown): Decimal {
  if (typeof value !== 'number' || !Number.isFinite(value) || Math.abs(value) >= 1e21) return zeroDecimal;
  const text = /e/i.test(String(value)) ? value.toFixed(maxScale) : String(value);
  const [whole = '0', fraction = ''] = text.split('.');
  const kept = fraction.slice(0, maxScale);
  return { units: BigInt(whole + kept), scale: kept.length };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: rescale(a, scale) + rescale(b, scale), scale };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** As a JSON number with at most `places` decimals; halves are rounded away from zero, as on an invoice. */
export function toNumber(value: Decimal, places: number): number {
  if (value.scale <= places) return Number(`${value.units}e-${value.scale}`);
  const divisor = 10n ** BigInt(value.scale - places);
  const sign = value.units < 0n ? -1n : 1n;
  const rounded = (value.units * sign * 2n + divisor) / (divisor * 2n);
  return Number(`${rounded * sign}e-${places}`) + 0;
}

function rescale(value: Decimal, scale: number): bigint {
  return value.units * 10n ** BigInt(scale - value.scale);
}
