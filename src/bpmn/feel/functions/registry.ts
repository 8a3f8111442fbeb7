import type { FeelFunction } from '../values/value.js';
import { booleanFunctions } from './boolean.js';
import { contextFunctions } from './context.js';
import { conversionFunctions } from './conversion.js';
import { builtInFunction, type Signature } from './define.js';
import { listFunctions } from './list.js';
import { numericFunctions } from './numeric.js';
import { rangeFunctions } from './range.js';
import { statisticsFunctions } from './statistics.js';
import { temporalFunctions } from './temporal.js';
import { textFunctions } from './text.js';

const groups: Signature[][] = [
  conversionFunctions,
  booleanFunctions,
  textFunctions,
  listFunctions,
  statisticsFunctions,
  numericFunctions,
  temporalFunctions,
  rangeFunctions,
  contextFunctions,
];

const signatures = new Map<string, Signature[]>();
for (const form of groups.flat()) signatures.set(form.name, [...(signatures.get(form.name) ?? []), form]);
const functions = new Map([...signatures].map(([name, forms]) => [name, builtInFunction(name, forms)]));

/** The function of the standard that has this name. */
export function builtIn(name: string): FeelFunction | undefined {
  return functions.get(name);
}

/** Each signature of each function of the standard, for lists and proposals. */
export function builtInSignatures(): ReadonlyMap<string, readonly Signature[]> {
  return signatures;
}
