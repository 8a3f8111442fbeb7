import type { CustomerValue, ProductValue } from '../schema/types.js';

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

/** One field; what only some widgets show is declared by them (src/forms/widgets). */
export interface FieldView {
  /** Name of its widget. */
  widget: string;
  /** Name of the partial that renders it. */
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
  /** JSON of the conditions under which the field is asked for (see src/browser/forms/conditionalFields.ts), or null. */
  showWhen: string | null;
  /** Computed: JSON of the computation, for the browser to follow. */
  compute?: string;
  /** Computed: of the result. */
  decimals?: number;
  showsAllDecimals?: boolean;
  /** Computed: what the ticket's earlier rows add to a `sumOf`. */
  computeBase?: string;
  /** Kept by the ticket: shown as text. */
  shown?: SummaryItem | null;
}

/** What views/forms/partials/summary/summary.hbs renders: a submitted form, read-only. */
export interface SummaryView {
  title: string;
  sections: { title: string | null; items: SummaryItem[] }[];
}

/** One submitted field; what is more than text is declared by its widget. */
export interface SummaryItem {
  label: string;
  wide: boolean;
  /** A decision or an opinion, which the course of the ticket tells. */
  inCourse?: boolean;
  text: string | null;
  /** Name of the partial that shows what is more than text; absent when nothing is. */
  partial?: string;
  /** What the partial shows, in plain lines. */
  lines?: string[];
}
