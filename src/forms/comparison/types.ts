/** A change of one property of a form, field or element, under its Chinese label; null means not set. */
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
