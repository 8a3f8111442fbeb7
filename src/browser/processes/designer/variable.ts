/** An item of the ticket's data. */
export interface Variable {
  name: string;
  title: string;
  formTitle?: string;
  /** The values of a field with options. */
  values?: { value: unknown; title: string }[];
  /** Of a record or a table: its entries. */
  fields?: Variable[];
}

/** One that a form fills in. */
export interface FormVariable extends Variable {
  form: string;
}
