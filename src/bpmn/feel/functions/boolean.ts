import type { Value } from '../values/value.js';
import { type Signature, signature } from './define.js';

/** Boolean function (DMN 1.5, 10.3.4.2, table 70): what is no boolean is null. */
export const booleanFunctions: Signature[] = [
  signature('not(negand: any)', (run, negand: Value) => {
    if (typeof negand === 'boolean') return !negand;
    return negand === null ? null : run.fail('notBoolean', negand);
  }),
];
