import type { Budget } from '../limits.js';
import { midnight } from './moments.js';
import { FeelDate } from './temporal.js';
import { anyType, type FeelType } from './types.js';
import { FeelFunction, FeelRange, isContext, isList, kindOf, type Value } from './value.js';

/** Whether `value instance of type` (DMN 1.5, 10.3.2.3, table 51): null is an instance of Null only. */
export function isInstance(value: Value, type: FeelType, budget: Budget | null = null): boolean {
  budget?.spend(1);
  if (type.kind === 'Null') return value === null;
  if (value === null) return false;
  switch (type.kind) {
    case 'Any':
      return true;
    case 'list':
      return isList(value) && value.every((item) => fits(item, type.of, budget));
    case 'range':
      return value instanceof FeelRange && rangeOf(value, type.of, budget);
    case 'context':
      return (
        isContext(value) &&
        [...type.entries].every(([key, of]) => value.has(key) && fits(value.get(key)!, of, budget))
      );
    case 'function':
      return value instanceof FeelFunction && functionConforms(value, type);
    case 'restricted':
      return isInstance(value, type.base, budget);
    default:
      return kindOf(value) === type.kind;
  }
}

/** Null conforms to every type. */
function fits(value: Value, type: FeelType, budget: Budget | null): boolean {
  return value === null || isInstance(value, type, budget);
}

function rangeOf(range: FeelRange, type: FeelType, budget: Budget | null): boolean {
  return fits(range.start, type, budget) && fits(range.end, type, budget);
}

function functionConforms(value: FeelFunction, type: FeelType & { kind: 'function' }): boolean {
  const { parameters } = value;
  if (!parameters) return true;
  if (parameters.length !== type.parameters.length) return false;
  const contravariant = parameters.every((own, index) =>
    conformsTo(type.parameters[index] ?? anyType, own.type),
  );
  // What a function gives that declares no result is known only when it is called.
  return contravariant && (value.result.kind === 'Any' || conformsTo(value.result, type.result));
}

/** Whether each value of the one type is one of the other (10.3.2.9.1). */
function conformsTo(type: FeelType, wanted: FeelType): boolean {
  if (wanted.kind === 'Any' || type.kind === 'Null') return true;
  if (type.kind === 'restricted') return type === wanted || conformsTo(type.base, wanted);
  if (wanted.kind === 'restricted') return conformsTo(type, wanted.base);
  if (type.kind !== wanted.kind) return false;
  if (type.kind === 'list' || type.kind === 'range') {
    return conformsTo(type.of, (wanted as { of: FeelType }).of);
  }
  if (type.kind === 'context') {
    return [...(wanted as typeof type).entries].every(([key, of]) => {
      const own = type.entries.get(key);
      return own !== undefined && conformsTo(own, of);
    });
  }
  if (type.kind !== 'function') return true;
  const other = wanted as typeof type;
  if (type.parameters.length !== other.parameters.length) return false;
  const contravariant = type.parameters.every((own, index) =>
    conformsTo(other.parameters[index] ?? anyType, own),
  );
  return contravariant && conformsTo(type.result, other.result);
}

/** A value that no conversion brings to the wanted type. */
export const misfit = Symbol('misfit');

/**
 * Implicit conversion (10.3.2.9.4): as it is, one value as a list of it, a list of one as its value, a date as its
 * midnight; misfit when none of them fits. Null fits.
 */
export function coerce(value: Value, type: FeelType, budget: Budget | null = null): Value | typeof misfit {
  if (value === null || allowed(value, type, budget)) return value;
  const base = type.kind === 'restricted' ? type.base : type;
  if (base.kind === 'list' && !isList(value)) {
    return allowed([value], type, budget) ? [value] : misfit;
  }
  if (base.kind !== 'list' && isList(value) && value.length === 1) {
    return coerce(value[0] ?? null, type, budget);
  }
  if (base.kind === 'date and time' && value instanceof FeelDate) {
    return midnight(value, null);
  }
  return misfit;
}

function allowed(value: Value, type: FeelType, budget: Budget | null): boolean {
  if (!isInstance(value, type, budget)) return false;
  return type.kind !== 'restricted' || type.allows(value);
}
