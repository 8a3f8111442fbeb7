import { conditionBlocks } from '../compute/conditions.js';
import type { Form, FormSchema } from '../schema/types.js';
import { type FieldFacts, fieldFacts } from './fieldFacts.js';
import { type Fact, type Facts, fact, factsOf, valueText } from './keywordFacts.js';
import { outOfOrder } from './outOfOrder.js';
import type { FieldChange, FormChange, LabelledChange } from './types.js';

/** The facts that are reported of a field which only the newer version has. */
const essentialFacts = new Set(['widget', 'required', 'visibility', 'options', 'description', 'section']);

/** What differs between two versions of a form, field by field; null when nothing does. */
export function compareForms(older: Form | undefined, newer: Form | undefined): FormChange | null {
  const form = newer ?? older;
  if (!form) return null;
  const kind = !older ? 'added' : !newer ? 'removed' : 'changed';
  const changes = kind === 'changed' ? changesOf(formFacts(older!.schema), formFacts(newer!.schema)) : [];
  const fields = compareFields(older ? fieldFacts(older.schema) : [], newer ? fieldFacts(newer.schema) : []);
  if (kind === 'changed' && changes.length + fields.length === 0) return null;
  return { key: form.key, title: form.title, kind, changes, fields };
}

function compareFields(older: FieldFacts[], newer: FieldFacts[]): FieldChange[] {
  const before = new Map(older.map((field) => [field.path, field]));
  const after = new Map(newer.map((field) => [field.path, field]));
  const moved = movedFields(older, newer);
  const present = newer.flatMap((field) => {
    const was = before.get(field.path);
    return was ? (fieldChange(was, field, moved.has(field.path)) ?? []) : wholeField(field, 'added');
  });
  return [
    ...present,
    ...older.filter(({ path }) => !after.has(path)).map((one) => wholeField(one, 'removed')),
  ];
}

function fieldChange(was: FieldFacts, field: FieldFacts, isMoved: boolean): FieldChange | null {
  const changes = changesOf(was.facts, field.facts);
  if (changes.length === 0 && !isMoved) return null;
  const order = isMoved ? [{ label: '顺序', from: null, to: '已调整' }] : [];
  const kind = changes.length > 0 ? 'changed' : 'moved';
  return { path: field.path, title: field.title, kind, changes: [...changes, ...order] };
}

function wholeField({ path, title, facts }: FieldFacts, kind: 'added' | 'removed'): FieldChange {
  const reported = kind === 'added' ? [...facts].filter(([keyword]) => essentialFacts.has(keyword)) : [];
  return {
    path,
    title,
    kind,
    changes: reported.map(([, { label, text }]) => ({ label, from: null, to: text })),
  };
}

/** Fields that changed places with neighbours that both versions have. */
function movedFields(older: FieldFacts[], newer: FieldFacts[]): Set<string> {
  const owners = new Set(newer.map(({ owner }) => owner));
  const pathsOf = (fields: FieldFacts[], owner: string) =>
    fields.filter((field) => field.owner === owner).map(({ path }) => path);
  return new Set([...owners].flatMap((owner) => outOfOrder(pathsOf(older, owner), pathsOf(newer, owner))));
}

function changesOf(older: Facts, newer: Facts): LabelledChange[] {
  return [...new Map([...newer, ...older])].flatMap(([keyword, { label }]) => {
    const [from = null, to = null] = [older.get(keyword)?.text, newer.get(keyword)?.text];
    return from === to ? [] : [{ label, from, to }];
  });
}

/** Facts of the form as a whole. */
function formFacts(schema: FormSchema): Facts {
  const { sections = [], summaryOf = [], submitLabel = '提交' } = schema['x-ui'] ?? {};
  return factsOf([
    fact('title', '表单标题', schema.title),
    fact('description', '表单说明', schema.description ?? ''),
    fact('sections', '分组顺序', sections.map(({ title }) => title).join('、')),
    fact('summaryOf', '上方显示的表单', summaryOf.join('、')),
    fact('submitLabel', '提交按钮', submitLabel),
    ...checklistFacts(schema),
    ...otherFacts(schema),
  ]);
}

/** The conditions under which all items of a checklist must be ticked. */
function checklistFacts(schema: FormSchema): [string, Fact][] {
  return conditionBlocks(schema).flatMap((block) => {
    const branches = [block.then, block.else] as ({ 'x-ui'?: { allTicked?: string[] } } | undefined)[];
    const names = branches.flatMap((branch) => branch?.['x-ui']?.allTicked ?? []);
    return names.map((name) => {
      const title = schema.properties[name]?.title ?? name;
      return fact(`allTicked/${name}`, `「${title}」须全部勾选的条件`, valueText(block.if));
    });
  });
}

/** Keywords that have facts of their own, or that are compared field by field. */
const keywordsShownElsewhere = [
  '$id',
  '$schema',
  'title',
  'description',
  'type',
  'properties',
  'required',
  'x-ui',
  'allOf',
  'if',
  'then',
  'else',
];

function otherFacts(schema: FormSchema): [string, Fact][] {
  return Object.entries(schema).flatMap(([keyword, value]) =>
    keywordsShownElsewhere.includes(keyword) ? [] : [fact(keyword, keyword, valueText(value))],
  );
}
