import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isPhone } from './phone.js';
import type { FormSchema } from './types.js';

const compiled = new WeakMap<FormSchema, ValidateFunction>();

/** The ajv validator of a form schema, compiled once for each schema object. Throws ajv's error for an invalid schema. */
export function compileSchema(schema: FormSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validate = newAjv().compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** One instance for each schema: a shared one would refuse the second version of the same `$id`. */
function newAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    allowUnionTypes: true,
    verbose: true,
    // 19.99 / 0.01 is 1998.9999999999998 in binary floating point.
    multipleOfPrecision: 6,
    ownProperties: true,
  });
  addFormats.default(ajv, ['date', 'date-time', 'email']);
  ajv.addFormat('phone', { type: 'string', validate: isPhone });
  ajv.addKeyword('x-ui');
  return ajv;
}
