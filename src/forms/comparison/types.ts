/** What a form, a field or an element says under one label; null where it says nothing. */
export interface LabelledChange {
  label: string;
  from: string | null;
  to: string | null;
}

export interface FieldChange {
  /** `partsUsed.amount` for a column of a table. */
  path: string;
  title: string;
  kind: 'added' | 'removed' | 'changed' | 'moved';
  changes: LabelledChange[];
}

export interface FormChange {
  key: string;
  title: string;
  kind: 'added' | 'removed' | 'changed';
  changes: LabelledChange[];
  fields: FieldChange[];
}
