import type { AspectChange, ElementChange } from '../../../../../bpmn/comparison/types.js';
import type { FieldChange, FormChange, LabelledChange } from '../../../../../forms/comparison/types.js';
import type { ProcessComparison } from '../../../steps/compareProcesses.js';
import { aspectLabel } from './aspectLabels.js';
import { aspectText } from './aspectText.js';
import { typeName } from './typeNames.js';

type Kind = 'added' | 'removed' | 'changed' | 'moved';

/** How a change is shown besides its colour: one character on the diagram, words in the list. */
const kindNames: Record<Kind, { sign: string; text: string }> = {
  added: { sign: '增', text: '新增' },
  removed: { sign: '删', text: '删除' },
  changed: { sign: '改', text: '修改' },
  moved: { sign: '移', text: '移动' },
};

export interface ChangeRow {
  label: string;
  from: string | null;
  to: string | null;
  /** True for something added or removed, which has no other side. */
  isSingle: boolean;
}

export interface ElementEntry {
  id: string;
  kind: Kind;
  badge: { sign: string; text: string };
  name: string;
  /** Of a named connection: from where to where. */
  way: string | null;
  type: string;
  lane: string | null;
  note: string | null;
  changes: ChangeRow[];
}

/** What the script marks on both diagrams. */
export interface ComparisonMarks {
  olderUrl: string;
  newerUrl: string;
  kinds: Record<string, Kind>;
  signs: Record<Kind, string>;
}

/** Groups of the list, the most interesting first. */
const changeGroups: { title: string; holds: (change: ElementChange) => boolean }[] = [
  {
    title: '环节',
    holds: ({ type }) => /(Task|Event|Gateway|CallActivity|SubProcess|Transaction)$/.test(type),
  },
  { title: '连线', holds: ({ type }) => type === 'bpmn:SequenceFlow' },
  { title: '流程和泳道', holds: ({ type }) => /:(Process|Participant|Lane)$/.test(type) },
  { title: '其他', holds: () => true },
];

/** What the heading of an entry says already. */
const aspectsInHeading = new Set(['name', 'lane', 'sourceRef', 'targetRef']);

/** The comparison as a list in Chinese. */
export function comparisonList({ elements, forms, names }: ProcessComparison) {
  const listed = elements.filter(({ kind }) => kind !== 'moved');
  const moved = elements.filter(({ kind, type }) => kind === 'moved' && !isConnection(type));
  const rerouted = elements.filter(({ kind, type }) => kind === 'moved' && isConnection(type)).length;
  const entry = (change: ElementChange) => elementEntry(change, names);
  return {
    groups: grouped(listed).map(({ title, changes }) => ({ title, entries: changes.map(entry) })),
    moved: moved.map(entry),
    rerouted,
    forms: forms.map(formEntry),
    summary: summaryText(listed, moved, forms),
    isSame: elements.length + forms.length === 0,
    isDiagramSame: elements.length === 0,
  };
}

/** What is marked on the diagrams: connections that only follow what they connect are left alone. */
export function comparisonMarks(
  { elements }: ProcessComparison,
  urls: { olderUrl: string; newerUrl: string },
): ComparisonMarks {
  const shown = elements.filter(({ kind, type }) => kind !== 'moved' || !isConnection(type));
  const kinds = Object.fromEntries(shown.map(({ id, kind }) => [id, kind]));
  const { added, removed, changed, moved } = kindNames;
  const signs = { added: added.sign, removed: removed.sign, changed: changed.sign, moved: moved.sign };
  return { ...urls, kinds, signs };
}

function grouped(changes: readonly ElementChange[]) {
  const groupOf = (change: ElementChange) => changeGroups.find(({ holds }) => holds(change));
  return changeGroups
    .map((group) => ({
      title: group.title,
      changes: changes.filter((change) => groupOf(change) === group),
    }))
    .filter((group) => group.changes.length > 0);
}

function elementEntry(change: ElementChange, names: ProcessComparison['names']): ElementEntry {
  const { id, kind, type, lane, isMoved } = change;
  const way = connectionText(change, names.elements);
  const isSingle = kind === 'added' || kind === 'removed';
  return {
    id,
    kind,
    badge: kindNames[kind],
    name: change.name ?? way ?? id,
    way: change.name === null ? null : way,
    type: typeName(type),
    lane,
    note: kind === 'changed' && isMoved && !isConnection(type) ? '位置或大小也有变化' : null,
    changes: change.changes
      .filter(({ aspect }) => !isSingle || !aspectsInHeading.has(aspect))
      .map((one) => row(one, names, isSingle)),
  };
}

function row(
  { aspect, from, to }: AspectChange,
  names: ProcessComparison['names'],
  isSingle: boolean,
): ChangeRow {
  const text = (value: string | null) => aspectText(aspect, value, names);
  const [before, after] = isSingle ? [from && text(from), to && text(to)] : [text(from), text(to)];
  return { label: aspectLabel(aspect), from: before, to: after, isSingle };
}

function connectionText({ ends }: ElementChange, names: ReadonlyMap<string, string>): string | null {
  if (ends === null) return null;
  return `${names.get(ends.source) ?? ends.source} → ${names.get(ends.target) ?? ends.target}`;
}

function formEntry({ key, title, kind, changes, fields }: FormChange) {
  return {
    key,
    title,
    kind,
    badge: kindNames[kind],
    changes: changes.map(formRow),
    fields: fields.map((field) => fieldEntry(field)),
  };
}

function fieldEntry({ path, title, kind, changes }: FieldChange) {
  const isSingle = kind === 'added' || kind === 'removed';
  return { path, title, kind, badge: kindNames[kind], changes: changes.map((one) => ({ ...one, isSingle })) };
}

function formRow(change: LabelledChange): ChangeRow {
  return { ...change, isSingle: false };
}

function isConnection(type: string): boolean {
  return /(Flow|Association)$/.test(type);
}

/** `新增 2 项，修改 3 项；2 张表单有变化`. */
function summaryText(listed: ElementChange[], moved: ElementChange[], forms: FormChange[]): string {
  const counts = (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const count = listed.filter((change) => change.kind === kind).length;
    return count > 0 ? [`${kindNames[kind].text} ${count} 项`] : [];
  });
  const parts = [...counts, ...(moved.length > 0 ? [`移动 ${moved.length} 项`] : [])];
  const ofForms = forms.length > 0 ? [`${forms.length} 张表单有变化`] : [];
  return [parts.join('，'), ...ofForms].filter(Boolean).join('；');
}
