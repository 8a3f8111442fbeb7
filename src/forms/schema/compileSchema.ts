import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isPhone } from '../submission/phone.js';
import type { FormSchema } from './types.js';

const compiled = new WeakMap<FormSchema, ValidateFunction>();

/** The ajv validator of a form schema, compiled once for each schema object. Throws ajv's error for an invalid schema. */
export function compileSchema(schema: FormSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const validate = compile(schema);
  compiled.set(schema, validate);
  return validate;
}

function compile(schema: FormSchema): ValidateFunction {
  const ajv = sharedAjv();
  try {
    const validate = ajv.compile(schema);
    ajv.removeSchema(schema);
    return validate;
  } catch (error) {
    shared = null;
    throw error;
  }
}

/** An instance remembers names of all it compiled, so it is given up after so many. */
const mostSchemas = 500;
let shared: { ajv: Ajv2020; schemas: number } | null = null;

/**
 * One instance for many schemas: each new one compiles the meta-schema first, which takes longer than all the rest. A
 * schema is removed once compiled, or the second version of the same `$id` would be refused.
 */
function sharedAjv(): Ajv2020 {
  if (!shared || shared.schemas >= mostSchemas) shared = { ajv: newAjv(), schemas: 0 };
  shared.schemas += 1;
  return shared.ajv;
}

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
