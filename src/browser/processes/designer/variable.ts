/** An item of the ticket's data that a form fills in. */
export interface Variable {
  name: string;
  title: string;
  form: string;
  formTitle?: string;
  /** The values of a field with options. */
  values?: { value: unknown; title: string }[];
}
