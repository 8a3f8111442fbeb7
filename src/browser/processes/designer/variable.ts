/** A datum of the ticket that a form asks for. */
export interface Variable {
  name: string;
  title: string;
  form: string;
  formTitle?: string;
  /** What a field with fixed values can have. */
  values?: { value: unknown; title: string }[];
}
