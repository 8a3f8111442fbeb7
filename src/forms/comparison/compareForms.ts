import { conditionBlocks } from '../compute/conditions.js';
import type { Form, FormSchema } from '../schema/types.js';
import { type FieldFacts, fieldFacts } from './fieldFacts.js';
import { type Facts, valueText } from './keywordFacts.js';
import { outOfOrder } from './outOfOrder.js';
import type { FieldChange, FormChange, LabelledChange } from './types.js';

/** The labels that tell a field which only one of the versions has. */
const essentialFacts = new Set(['控件', '必填', '显示条件', '选项', '说明', '分组']);

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
  const essential = [...facts].filter(([label]) => essentialFacts.has(label));
  const known = kind === 'added' ? essential : [];
  return { path, title, kind, changes: known.map(([label, to]) => ({ label, from: null, to })) };
}

/** Fields that changed places with neighbours that both versions have. */
function movedFields(older: FieldFacts[], newer: FieldFacts[]): Set<string> {
  const owners = new Set(newer.map(({ owner }) => owner));
  const pathsOf = (fields: FieldFacts[], owner: string) =>
    fields.filter((field) => field.owner === owner).map(({ path }) => path);
  return new Set([...owners].flatMap((owner) => outOfOrder(pathsOf(older, owner), pathsOf(newer, owner))));
}

function changesOf(older: Facts, newer: Facts): LabelledChange[] {
  return [...new Set([...newer.keys(), ...older.keys()])].flatMap((label) => {
    const [from = null, to = null] = [older.get(label), newer.get(label)];
    return from === to ? [] : [{ label, from, to }];
  });
}

/** What belongs to the form as a whole. */
function formFacts(schema: FormSchema): Facts {
  const { sections = [], summaryOf = [], submitLabel = '提交' } = schema['x-ui'] ?? {};
  return new Map(
    [
      ['表单标题', schema.title],
      ['表单说明', schema.description ?? ''],
      ['分组顺序', sections.map(({ title }) => title).join('、')],
      ['上方显示的表单', summaryOf.join('、')],
      ['提交按钮', submitLabel],
      ...tickedFacts(schema),
      ...otherFacts(schema),
    ].filter((fact): fact is [string, string] => fact[1] !== ''),
  );
}

/** Checklists that must be ticked through under a condition. */
function tickedFacts(schema: FormSchema): [string, string][] {
  return conditionBlocks(schema).flatMap((block) => {
    const branches = [block.then, block.else] as ({ 'x-ui'?: { allTicked?: string[] } } | undefined)[];
    const names = branches.flatMap((branch) => branch?.['x-ui']?.allTicked ?? []);
    return names.map((name): [string, string] => [
      `「${schema.properties[name]?.title ?? name}」须全部勾选的条件`,
      valueText(block.if),
    ]);
  });
}

const reportedFacts = [
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

function otherFacts(schema: FormSchema): [string, string][] {
  return Object.entries(schema).flatMap(([keyword, value]) =>
    reportedFacts.includes(keyword) ? [] : [[keyword, valueText(value)] as [string, string]],
  );
}
