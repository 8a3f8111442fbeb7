import type { Block, Branch, FormSchema } from './types.js';

/** When a field is asked for: while another one has one of the values. */
export interface Rule {
  field: string;
  values: unknown[];
  /** Must then be filled in. */
  isRequired: boolean;
}

/** The rule of a field; `complex` when more than one field decides, which only the text can express. */
export function ruleOf(schema: FormSchema, name: string): Rule | 'complex' | null {
  const blocks = blocksOf(schema).filter(
    ({ then, else: otherwise }) => namesField(then, name) || namesField(otherwise, name),
  );
  const [block, ...others] = blocks;
  if (!block) return null;
  const deciders = Object.entries(block.if?.properties ?? {});
  const [decider] = deciders;
  if (others.length > 0 || deciders.length !== 1 || !decider || namesField(block.else, name))
    return 'complex';
  const [field, test] = decider;
  const values = Object.hasOwn(test, 'const') ? [test.const] : (test.enum ?? []);
  return { field, values, isRequired: block.then?.required?.includes(name) ?? false };
}

/** Replaces the rule of a field; a rule without values is removed. */
export function setRule(schema: FormSchema, name: string, rule: Rule | null): void {
  removeRule(schema, name);
  if (!rule || rule.values.length === 0) return;
  schema.required = (schema.required ?? []).filter((field) => field !== name);
  const block = blockOfRule(schema, rule);
  const branch = block.then ?? {};
  // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
  block.then = branch;
  if (rule.isRequired) branch.required = [...(branch.required ?? []), name];
  else branch.properties = { ...branch.properties, [name]: true };
}

/** Removes a field from all conditions, both as a dependent and as a deciding field. */
export function removeRule(schema: FormSchema, name: string): void {
  for (const block of blocksOf(schema)) {
    for (const branch of [block.then, block.else]) if (branch) dropName(branch, name);
  }
  dropEmptyBlocks(schema, (block) => !Object.hasOwn(schema.properties, name) && decides(block, name));
}

export function renameInRules(schema: FormSchema, from: string, to: string): void {
  for (const block of blocksOf(schema)) {
    for (const part of [block.if, block.then, block.else]) if (part) renameIn(part, from, to);
  }
}

/** Renames an option's value in all conditions that compare it. */
export function renameValue(schema: FormSchema, field: string, from: unknown, to: unknown): void {
  for (const block of blocksOf(schema)) {
    const test = block.if?.properties?.[field];
    if (test?.const === from && test && Object.hasOwn(test, 'const')) test.const = to;
    if (test?.enum) test.enum = test.enum.map((value) => (value === from ? to : value));
  }
}

function blocksOf(schema: FormSchema): Block[] {
  return [schema, ...(schema.allOf ?? [])].filter((block) => block.if !== undefined);
}

function namesField(branch: Branch | undefined, name: string): boolean {
  return (branch?.required ?? []).includes(name) || Object.hasOwn(branch?.properties ?? {}, name);
}

function decides(block: Block, name: string): boolean {
  return Object.hasOwn(block.if?.properties ?? {}, name);
}

function dropName(branch: Branch, name: string): void {
  if (branch.required) branch.required = branch.required.filter((field) => field !== name);
  if (branch.required?.length === 0) delete branch.required;
  if (branch.properties) delete branch.properties[name];
  if (Object.keys(branch.properties ?? { none: 0 }).length === 0) delete branch.properties;
  const hints = branch['x-ui'] as { allTicked?: string[] } | undefined;
  if (!hints?.allTicked?.includes(name)) return;
  hints.allTicked = hints.allTicked.filter((field) => field !== name);
  if (hints.allTicked.length === 0) delete branch['x-ui'];
}

/** Drops conditions on which nothing depends any more, and those for which `isGone` holds. */
function dropEmptyBlocks(schema: FormSchema, isGone: (block: Block) => boolean): void {
  const isEmpty = ({ then, else: otherwise }: Block) =>
    Object.keys(then ?? {}).length + Object.keys(otherwise ?? {}).length === 0;
  for (const block of blocksOf(schema)) {
    if (block.then && Object.keys(block.then).length === 0) delete block.then;
    if (block.else && Object.keys(block.else).length === 0) delete block.else;
  }
  if (schema.if && (isEmpty(schema) || isGone(schema))) {
    delete schema.if;
    delete schema.then;
    delete schema.else;
  }
  if (!schema.allOf) return;
  schema.allOf = schema.allOf.filter((block) => block.if === undefined || !(isEmpty(block) || isGone(block)));
  if (schema.allOf.length === 0) delete schema.allOf;
}

/** The block with this very condition, or a new one. */
function blockOfRule(schema: FormSchema, { field, values }: Rule): Block {
  const test = values.length === 1 ? { const: values[0] } : { enum: values };
  const condition = { properties: { [field]: test }, required: [field] };
  const same = (schema.allOf ?? []).find((block) => JSON.stringify(block.if) === JSON.stringify(condition));
  if (same) return same;
  const block: Block = { if: condition };
  schema.allOf = [...(schema.allOf ?? []), block];
  return block;
}

function renameIn(part: Branch, from: string, to: string): void {
  if (part.required) part.required = part.required.map((name) => (name === from ? to : name));
  if (part.properties) {
    const entries = Object.entries(part.properties).map(([name, value]) => [
      name === from ? to : name,
      value,
    ]);
    part.properties = Object.fromEntries(entries);
  }
  const hints = part['x-ui'] as { allTicked?: string[] } | undefined;
  if (hints?.allTicked) hints.allTicked = hints.allTicked.map((name) => (name === from ? to : name));
}
