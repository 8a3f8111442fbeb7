import type { Computation, ObjectSchema } from '../schema/types.js';
import { type Amount, add, multiply } from './amounts.js';

/** The computed fields of an object schema, in its order. */
export function computationsOf(schema: ObjectSchema): Map<string, Computation> {
  const result = new Map<string, Computation>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const computation = property?.['x-ui']?.compute;
    if (computation !== undefined) result.set(name, computation);
  }
  return result;
}

/** Names of the neighbouring fields that a computation reads. */
export function operandsOf(computation: Computation): string[] {
  return computation.sum ?? computation.product ?? [];
}

/** Where a computation reads its amounts: fields beside it, and all rows of a column (`partsUsed.amount`). */
export interface AmountSource {
  field(name: string): Amount;
  column(path: string): Amount[];
}

/** The exact sum or product, the same on the server and while people type; not rounded yet. */
export function evaluateComputation(computation: Computation, source: AmountSource): Amount {
  if (computation.sumOf !== undefined) return add(source.column(computation.sumOf));
  const amounts = operandsOf(computation).map((name) => source.field(name));
  return computation.product ? multiply(amounts) : add(amounts);
}

/** The computed fields in an order in which each comes after those it reads. Parsed forms have no cycles. */
export function inDependencyOrder(computations: Map<string, Computation>): [string, Computation][] {
  const ordered = new Map<string, Computation>();
  const visit = (name: string) => {
    const computation = computations.get(name);
    if (!computation || ordered.has(name)) return;
    for (const operand of operandsOf(computation)) visit(operand);
    ordered.set(name, computation);
  };
  for (const name of computations.keys()) visit(name);
  return [...ordered];
}
