import { Ajv2020, type ErrorObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { linearPattern } from './linearPattern.js';
import { isPhone } from './phone.js';
import type { FormSchema } from './types.js';

/** What is wrong with data by its schema; null when its patterns would take too long to tell. */
export type Judge = (data: unknown) => ErrorObject[] | null;

const compiled = new WeakMap<FormSchema, Judge>();

/** The judge of a form schema, compiled by ajv once for each schema object. Throws ajv's error for an invalid schema. */
export function compileSchema(schema: FormSchema): Judge {
  const known = compiled.get(schema);
  if (known) return known;
  const { ajv, patterns } = sharedAjv();
  // the meta-schema has patterns too
  patterns.restart();
  const validate = compile(ajv, schema);
  const judge: Judge = (data) => {
    patterns.restart();
    validate(data);
    return patterns.isExhausted() ? null : (validate.errors ?? []);
  };
  compiled.set(schema, judge);
  return judge;
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

/** An instance remembers names of all it compiled, so it is given up after so many. */
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
const mostSteps = 20_000_000;

/** The engine that runs all patterns of an instance, and what they have cost since the last restart. */
class PatternRun {
  private steps = 0;

  restart(): void {
    this.steps = 0;
  }

  isExhausted(): boolean {
    return this.steps > mostSteps;
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
  ajv.addFormat('phone', { type: 'string', validate: isPhone });
  ajv.addKeyword('x-ui');
  return ajv;
}
