import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { whyNoPhone } from '../../platform/phoneNumbers.js';
import { linearPattern } from './linearPattern.js';
import type { FormSchema } from './types.js';

/** Finds what is wrong with data by a schema; null when its patterns would take too long to evaluate. */
export type SchemaValidator = (data: unknown) => ErrorObject[] | null;

const compiled = new WeakMap<FormSchema, SchemaValidator>();

/** The validator of a form schema, compiled by ajv once for each schema object. Throws ajv's error for an invalid schema. */
export function compileSchema(schema: FormSchema): SchemaValidator {
  const known = compiled.get(schema);
  if (known) return known;
  const { ajv, patterns } = sharedAjv();
  // the meta-schema has patterns too
  patterns.restart();
  const validate = compile(ajv, schema);
  const validator: SchemaValidator = (data) => {
    patterns.restart();
    validate(data);
    return patterns.isExhausted() ? null : (validate.errors ?? []);
  };
  compiled.set(schema, validator);
  return validator;
}

function compile(ajv: Ajv2020, schema: FormSchema): ValidateFunction {
  try {
    const validate = ajv.compile(schema);
    ajv.removeSchema(schema);
    return validate;
  } catch (error) {
    shared = null;
    throw error;
  }
}

/** An ajv instance remembers the names of all schemas it compiled, so it is replaced after this many. */
const maxSchemas = 500;
let shared: { ajv: Ajv2020; patterns: PatternRun; schemas: number } | null = null;

/**
 * One instance for many schemas: each new one compiles the meta-schema first, which takes longer than all the rest. A
 * schema is removed once compiled, or the second version of the same `$id` would be refused.
 */
function sharedAjv() {
  if (!shared || shared.schemas >= maxSchemas) {
    const patterns = new PatternRun();
    shared = { ajv: newAjv(patterns), patterns, schemas: 0 };
  }
  shared.schemas += 1;
  return shared;
}

/** Steps that all patterns of one submission may take: about a second. */
const maxSteps = 20_000_000;

/** The engine that runs all patterns of an instance, and what they have cost since the last restart. */
class PatternRun {
  private steps = 0;

  restart(): void {
    this.steps = 0;
  }

  isExhausted(): boolean {
    return this.steps > maxSteps;
  }

  readonly engine = Object.assign(
    (pattern: string) => {
      const { size, test } = linearPattern(pattern);
      return {
        test: (text: string) => {
          this.steps += size * text.length;
          return !this.isExhausted() && test(text);
        },
        // ajv keeps compiled patterns by this
        toString: () => pattern,
      };
    },
    { code: 'linearPattern' },
  ) satisfies NonNullable<Options['code']>['regExp'];
}

function newAjv(patterns: PatternRun): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allErrors: true,
    allowUnionTypes: true,
    verbose: true,
    // 19.99 / 0.01 is 1998.9999999999998 in binary floating point.
    multipleOfPrecision: 6,
    ownProperties: true,
    code: { regExp: patterns.engine },
  });
  addFormats.default(ajv, ['date', 'date-time', 'email']);
  ajv.addFormat('phone', { type: 'string', validate: (text: string) => whyNoPhone(text) === null });
  ajv.addKeyword('x-ui');
  return ajv;
}
