import type { ErrorObject } from 'ajv';
import type { FieldError } from '../../platform/errors.js';
import { compileSchema } from '../schema/compileSchema.js';
import { fieldAt } from '../schema/fieldAt.js';
import type { Form, FormContext, PropertySchema } from '../schema/types.js';
import { earlierRows } from '../widgets/rows/earlierRows.js';
import { isMultiple, widgetOf } from '../widgets/widgetOf.js';
import { widgets } from '../widgets/widgets.js';
import { appendFields, mergeAppendedRows } from './appendRows.js';
import { checkRelations } from './checkRelations.js';
import { checkValues } from './checkValues.js';
import { complaintAbout, missingComplaint } from './errorMessage.js';

/** More errors are of no use to a person. */
const maxErrors = 100;
/** Keywords whose errors only repeat those of their branches. */
const consequentKeywords = ['if', 'not', 'allOf', 'propertyNames'];

/**
 * Validates typed data by the form's schema (ajv, 2020-12), by the rules of its widgets, and by its relations between
 * fields (`x-ui.notBefore`, `inFuture`, `differsFrom`, `allTicked`). Growing tables are validated together with the
 * ticket's earlier rows (R8). Returns at most one error for each field and a hundred in all, in Chinese, with the path
 * of the input.
 */
export function validateSubmission(
  form: Form,
  data: Record<string, unknown>,
  context: FormContext,
): FieldError[] {
  const whole = mergeAppendedRows(form, data, context.variables);
  const found = compileSchema(form.schema)(whole);
  if (!found) return [{ path: '', message: '填写的内容太长，无法核对格式，请缩短后重新提交' }];
  const raw = onlySubmitted(found, form, context.variables);
  const errors = withoutBranches(raw).flatMap((error) => toFieldErrors(error, form, raw));
  const values = checkValues(form.schema, data, context);
  // Rows of growing tables as they were sent: earlier ones are what they are.
  const sent = { ...whole, ...submittedRows(form, data) };
  const relations = [
    ...widgets.flatMap(({ validateForm }) => validateForm?.(form.schema, sent) ?? []),
    ...checkRelations(form.schema, sent, context),
  ];
  return onePerField([...errors, ...values, ...relations]).slice(0, maxErrors);
}

function toFieldErrors(error: ErrorObject, form: Form, all: ErrorObject[]): FieldError[] {
  if (consequentKeywords.includes(error.keyword)) return [];
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required' || error.keyword === 'dependentRequired') {
    return missingErrors(form, join(path, String(params.missingProperty)));
  }
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties') {
    const name = String(params.additionalProperty ?? params.unevaluatedProperty).slice(0, 40);
    return [{ path: '', message: `表单中没有“${join(path, name)}”这一项，提交未被接受` }];
  }
  const field = path === '' ? undefined : fieldAt(form.schema, path);
  const compound = compoundError(form, path);
  if (compound) return [compound];
  const groups = error.keyword === 'oneOf' || error.keyword === 'anyOf';
  if (groups && !field?.oneOf) return alternativeErrors(error, form, path, all);
  const complaint = field ? complaintAbout(error, field) : { message: '表单填写不正确，请检查后重新提交' };
  return [{ path: withoutItemIndex(form, path), ...complaint }];
}

/** Some widgets report an error of a part once, at the widget as a whole. */
function compoundError(form: Form, path: string): FieldError | null {
  const parent = path.split('.').slice(0, -1).join('.');
  const field = parent === '' ? undefined : fieldAt(form.schema, parent);
  const message = field && widgetOf(field).invalidPartsMessage?.(field);
  return message === undefined ? null : { path: parent, message, namesField: true };
}

function submittedRows(form: Form, data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(appendFields(form).map((name) => [name, data[name]]));
}

/** A missing customer, product or rating is reported at each of the inputs that it must have. */
function missingErrors(form: Form, path: string): FieldError[] {
  const compound = compoundError(form, path);
  if (compound) return [compound];
  const field = fieldAt(form.schema, path);
  if (!field) return [{ path: '', message: '表单填写不完整，请检查后重新提交' }];
  if (widgetOf(field).reportsMissingParts && field.required?.length) {
    return field.required
      .filter((name) => name !== 'id')
      .flatMap((name) => missingErrors(form, `${path}.${name}`));
  }
  return [{ path, ...missingComplaint(field) }];
}

/** Without the errors of the branches of a oneOf/anyOf, for which the keyword's own error speaks. */
function withoutBranches(raw: ErrorObject[]): ErrorObject[] {
  const groups = raw.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const prefixes = [...new Set(groups.map(({ schemaPath }) => `${schemaPath}/`))];
  return raw.filter(({ schemaPath }) => !prefixes.some((prefix) => schemaPath.startsWith(prefix)));
}

/** `oneOf: [{required: [a]}, {required: [b]}]`: an error at the first field that names all of them. */
function alternativeErrors(error: ErrorObject, form: Form, path: string, all: ErrorObject[]): FieldError[] {
  const branches = Array.isArray(error.schema) ? (error.schema as PropertySchema[]) : [];
  const names = [...new Set(branches.flatMap((branch) => branch.required ?? []))];
  const titles = names.map((name) => fieldAt(form.schema, join(path, name))?.title ?? name);
  const first = join(path, names[0] ?? '');
  if (names.length === 0) {
    const inner = all.find(
      (other) => other.schemaPath.startsWith(`${error.schemaPath}/`) && other.instancePath,
    );
    const at = inner?.instancePath.slice(1).replaceAll('/', '.') ?? path;
    const message = `${fieldAt(form.schema, at)?.title ?? '表单'}填写不正确`;
    return [{ path: at, message, namesField: true }];
  }
  const tooMany = Array.isArray((error.params as { passingSchemas?: unknown }).passingSchemas);
  const message = tooMany ? `${titles.join('和')}只能填写其中一项` : `请填写${titles.join('或')}`;
  return [{ path: first, message, namesField: true }];
}

/** Rows were validated after the earlier ones, which can't be changed; the page numbers only the submitted rows. */
function onlySubmitted(raw: ErrorObject[], form: Form, variables: Record<string, unknown>): ErrorObject[] {
  const counts = new Map(appendFields(form).map((name) => [name, earlierRows(name, variables).length]));
  return raw.flatMap((error) => {
    const [, name = '', index, rest = ''] = /^\/([^/]+)\/(\d+)(\/.*)?$/.exec(error.instancePath) ?? [];
    const earlier = counts.get(name);
    if (earlier === undefined) return [error];
    const submitted = Number(index) - earlier;
    return submitted < 0 ? [] : [{ ...error, instancePath: `/${name}/${submitted}${rest}` }];
  });
}

/** Several choices share one group of check boxes: their items have no inputs of their own. */
function withoutItemIndex(form: Form, path: string): string {
  const parent = path.replace(/\.\d+$/, '');
  const field = parent === path ? undefined : fieldAt(form.schema, parent);
  return field && isMultiple(field) ? parent : path;
}

function onePerField(errors: FieldError[]): FieldError[] {
  const seen = new Set<string>();
  return errors.filter(({ path, message }) => {
    const key = path === '' ? `:${message}` : path;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
