import { negate, stepsOfTranscendental } from '../values/arithmetic.js';
import { DaysDuration, type MonthsDuration } from '../values/duration.js';
import { FeelNumber, finite } from '../values/number.js';
import type { Evaluation, Value } from '../values/value.js';
import { type Signature, signature } from './define.js';

type Rounding = NonNullable<Parameters<FeelNumber['toDecimalPlaces']>[1]>;

/** The scales that decimal128 has (10.3.4.5). */
const leastScale = -6111;
const mostScale = 6176;

/** Numeric functions (DMN 1.5, 10.3.4.5, table 73). */
export const numericFunctions: Signature[] = [
  signature('decimal(n: number, scale: number)', rounding(FeelNumber.ROUND_HALF_EVEN)),
  signature('floor(n: number, scale?: number)', rounding(FeelNumber.ROUND_FLOOR)),
  signature('ceiling(n: number, scale?: number)', rounding(FeelNumber.ROUND_CEIL)),
  signature('round up(n: number, scale: number)', rounding(FeelNumber.ROUND_UP)),
  signature('round down(n: number, scale: number)', rounding(FeelNumber.ROUND_DOWN)),
  signature('round half up(n: number, scale: number)', rounding(FeelNumber.ROUND_HALF_UP)),
  signature('round half down(n: number, scale: number)', rounding(FeelNumber.ROUND_HALF_DOWN)),
  signature('abs(n: number)', (_run, n: FeelNumber) => n.abs()),
  signature('abs(n: duration)', (_run, n: DaysDuration | MonthsDuration) =>
    (n instanceof DaysDuration ? n.nanos < 0n : n.months < 0) ? negate(n) : n,
  ),
  signature('modulo(dividend: number, divisor: number)', (run, dividend: FeelNumber, divisor: FeelNumber) => {
    if (divisor.isZero()) return run.fail('divisionByZero', dividend, divisor);
    return modulo(dividend, divisor) ?? run.fail('outOfRange', dividend, divisor);
  }),
  signature('sqrt(number: number)', (run, n: FeelNumber) => {
    run.budget.spend(100);
    return n.isNegative() && !n.isZero() ? run.fail('outOfRange', n) : n.sqrt();
  }),
  signature('log(number: number)', (run, n: FeelNumber) => {
    run.budget.spend(stepsOfTranscendental);
    return n.lte(0) ? run.fail('outOfRange', n) : n.ln();
  }),
  signature('exp(number: number)', (run, n: FeelNumber) => {
    run.budget.spend(stepsOfTranscendental);
    if (n.gt(15_000)) return run.fail('outOfRange', n);
    return n.lt(-15_000) ? new FeelNumber(0) : (finite(n.exp()) ?? run.fail('outOfRange', n));
  }),
  signature('odd(number: number)', (_run, n: FeelNumber) => n.isInteger() && !n.mod(2).isZero()),
  signature('even(number: number)', (_run, n: FeelNumber) => n.isInteger() && n.mod(2).isZero()),
];

/** Rounds at so many digits after the point, before it when negative. */
function rounding(mode: Rounding) {
  return (run: Evaluation, n: FeelNumber, scale?: FeelNumber): Value => {
    const digits = scale ? scale.trunc().toNumber() : 0;
    if (digits < leastScale || digits > mostScale) return run.fail('outOfRange', n, scale!);
    return roundAt(n, digits, mode);
  };
}

function roundAt(n: FeelNumber, digits: number, mode: Rounding): FeelNumber {
  if (digits >= 0) return n.toDecimalPlaces(digits, mode);
  const unit = new FeelNumber(10).pow(-digits);
  return n.div(unit).toDecimalPlaces(0, mode).times(unit);
}

/** dividend - divisor × floor(dividend / divisor): the sign is the divisor's. */
function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber | null {
  const rest = dividend.mod(divisor);
  const result = rest.isZero() || rest.isNegative() === divisor.isNegative() ? rest : rest.plus(divisor);
  return finite(result);
}
