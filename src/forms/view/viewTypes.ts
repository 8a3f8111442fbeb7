import type { CustomerValue, ProductValue, Widget } from '../schema/types.js';

/** What views/forms/partials/form.hbs renders. */
export interface FormView {
  key: string;
  title: string;
  description: string | null;
  /** Each error with the field that it is about; `href` is null for the form as a whole. */
  errors: { message: string; label: string | null; href: string | null }[];
  sections: FormSection[];
  submitLabel: string;
  /** Whether the table of contacts and the like can be saved without completing the task (button `_action=record`). */
  canRecord: boolean;
  hasUploads: boolean;
}

export interface FormSection {
  id: string;
  title: string | null;
  fields: FieldView[];
}

export interface OptionView {
  id: string;
  value: string;
  label: string;
  /** Pinyin of a name, to search by. */
  search?: string;
  selected: boolean;
}

/** A match of a look-up without JavaScript; `value` is what `<path>.pick` posts. */
export interface LookupOption {
  value: CustomerValue | ProductValue;
  label: string;
}

/** One field; the parts that a widget does not use are absent. */
export interface FieldView {
  widget: Widget;
  /** Name of the partial that renders it: `form/` and the widget. */
  partial: string;
  id: string;
  /** Input name: the dot path. */
  name: string;
  label: string;
  /** The section's heading says the same: only for screen readers. */
  hideLabel: boolean;
  required: boolean;
  description: string | null;
  error: string | null;
  invalid: boolean;
  /** Ids for aria-describedby, or null. */
  describedBy: string | null;
  value: string;
  /** `value` by line. */
  lines: string[];
  wide: boolean;
  placeholder: string | null;
  unit: string | null;
  maxLength: number | null;
  inputMode: 'numeric' | 'decimal' | null;
  /** JSON of the conditions under which the field is asked for (see src/browser/forms/conditions.ts), or null. */
  showWhen: string | null;
  options?: OptionView[];
  /** choice: cards instead of a select; multiple: check boxes. */
  cards?: boolean;
  multiple?: boolean;
  /** choice: the hint with the proposed service category belongs here. */
  isCategory?: boolean;
  partner?: PartnerView;
  /** person: long lists get a search box. */
  searchable?: boolean;
  /** Several choices within a row: folded away. */
  compact?: boolean;
  /** What is chosen, in words, for the folded list. */
  chosenText?: string;
  rows?: RowsView;
  uploads?: UploadsView;
  signature?: UploadView;
  matrix?: MatrixView;
  ticks?: TickView[];
  /** scheduleRows: the bars; null when no row has dates yet. */
  schedule?: ScheduleView | null;
  tree?: TreeView;
  /** Computed: JSON of the computation, for the browser to follow. */
  compute?: string;
  /** Computed: what the ticket's earlier rows add to a `sumOf`. */
  computeBase?: string;
  /** Kept by the ticket: shown as text. */
  shown?: SummaryItem | null;
}

/** Items × levels; each item is a choice field. */
export interface MatrixView {
  levels: string[];
  items: FieldView[];
}

export interface TickView {
  id: string;
  name: string;
  label: string;
  description: string | null;
  ticked: boolean;
}

/** Bars by day, from the first day of any row to the last. */
export interface ScheduleView {
  days: number;
  from: string;
  to: string;
  bars: { name: string; offset: number; length: number; text: string }[];
}

export interface TreeView {
  nodes: NodeView[];
  /** Node with `__index__` in names and ids, for the browser to copy. */
  template: NodeView;
  addAction: string;
  maxItems: number;
}

export interface NodeView {
  index: string;
  depth: number;
  legend: string;
  keyName: string;
  key: string;
  title: FieldView;
  /** The list of nodes that can be above it. */
  parent: FieldView;
  /** Duties and positions, folded away unless there is something to mend. */
  details: FieldView[];
  isOpen: boolean;
  positionsText: string;
}

export interface PartnerView {
  kind: 'customer' | 'product';
  /** Stored id, '' for a new one. */
  idName: string;
  idValue: string;
  search: FieldView;
  others: FieldView[];
  searchUrl: string;
  lookupAction: string;
  /** Input whose value limits the search: the chosen customer. */
  boundTo: string | null;
  listboxId: string;
  statusId: string;
  pickName: string;
  /** Whether a search without JavaScript was made; its matches are `picks`. */
  wasLookedUp: boolean;
  picks: { id: string; value: string; label: string }[];
}

export interface RowsView {
  columns: { label: string; widget: Widget; required: boolean; wide: boolean }[];
  earlier: { cells: { label: string; text: string; wide: boolean }[] }[];
  rows: RowView[];
  /** Row with `__index__` in names and ids, for the browser to copy. */
  template: RowView;
  addAction: string;
  maxItems: number;
}

export interface RowView {
  index: string;
  legend: string;
  fields: FieldView[];
}

export interface UploadsView {
  items: UploadView[];
  fileName: string;
  accept: string | null;
  maxItems: number;
  isPhotos: boolean;
  template: UploadView;
}

export interface UploadView {
  index: string;
  isPhoto: boolean;
  idName: string;
  id: string;
  nameName: string;
  name: string;
  sizeName: string;
  size: string;
  sha256Name: string;
  sha256: string;
  href: string;
  sizeText: string;
}

/** What views/forms/partials/summary/summary.hbs renders: a submitted form, read-only. */
export interface SummaryView {
  title: string;
  sections: { title: string | null; items: SummaryItem[] }[];
}

export interface SummaryItem {
  label: string;
  wide: boolean;
  /** A decision or an opinion, which the course of the ticket tells. */
  inCourse?: boolean;
  text: string | null;
  table?: { columns: string[]; rows: { cells: { label: string; text: string }[] }[] };
  files?: { href: string; name: string; sizeText: string; isPhoto: boolean }[];
  schedule?: ScheduleView;
  tree?: { depth: number; name: string; duties: string; positions: string[] }[];
  signature?: { href: string; sha256: string; shortSha256: string };
  ratings?: { label: string; text: string }[];
  ticks?: { label: string; ticked: boolean }[];
}
