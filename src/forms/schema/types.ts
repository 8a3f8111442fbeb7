/** JSON Schema 2020-12 with our hints; only what the renderer reads is named here. */
export interface FormSchema {
  $id: string;
  title: string;
  description?: string;
  type: 'object';
  properties: Record<string, PropertySchema>;
  required?: string[];
  'x-ui'?: FormHints;
  [keyword: string]: unknown;
}

export interface FormHints {
  /** Groups of fields under a heading, in order; a property in no section comes last. */
  sections?: { title: string; fields: string[] }[];
  /** Form keys whose latest submissions on the ticket are shown read-only above this form. */
  summaryOf?: string[];
  /** Label of the submit button; 提交 when absent. */
  submitLabel?: string;
}

export interface PropertySchema {
  type?: string | string[];
  title?: string;
  description?: string;
  /** JSON Schema format: `date`, `date-time`, `email` or our own `phone`. */
  format?: string;
  /** Choices: `oneOf: [{ const, title }]`. */
  oneOf?: { const: unknown; title: string }[];
  properties?: Record<string, PropertySchema>;
  items?: PropertySchema;
  required?: string[];
  'x-ui'?: FieldHints;
  [keyword: string]: unknown;
}

/** What form, object fields and rows have in common: named properties. */
export interface ObjectSchema {
  properties?: Record<string, PropertySchema>;
  required?: string[];
  [keyword: string]: unknown;
}

export interface FieldHints {
  /** How a field is shown and read: the name of a widget (src/forms/widgets); derived from the JSON type when absent. */
  widget?: string;
  /** Group whose members a person field offers. */
  group?: string;
  /**
   * Variable path (`customer.contact`) or `$now`, `$today`, `$actor`, each also with `+` and an ISO 8601 duration
   * (`receivedAt+PT24H`): or `$file.` and what the customer file says of the ticket's product (`inWarranty`,
   * `warrantyReason`): the value a fresh form starts with. Default: the variable of the same name.
   */
  prefill?: string;
  /** Starts empty although the ticket has a variable of this name (decisions in loops). */
  fresh?: boolean;
  /** Rows: earlier rows stay as they are, shown read-only; what is submitted is added behind them (R8). */
  append?: boolean;
  placeholder?: string;
  /** Shown behind the input, such as 小时 or 元. */
  unit?: string;
  /** Full width instead of half. */
  wide?: boolean;
  /** Stays visible and kept even while the condition (`if`/`then`) that names the field does not hold. */
  showAlways?: boolean;
  /** Sentence shown when `pattern` does not match. */
  invalidMessage?: string;
  /** The value that a fresh form starts with when the ticket has none and no prefill gives one. */
  default?: unknown;
  /** Number or money that the server computes from its neighbours; shown as text. */
  compute?: Computation;
  /** Date or time: the neighbour (or variable of the ticket) that this one may not be earlier than. */
  notBefore?: string;
  /** Date or time: must lie ahead when it is submitted; a date may be today. */
  inFuture?: boolean;
  /** Person: the neighbour (or variable of the ticket) that must be somebody else (R18). */
  differsFrom?: string;
  /** Shown as text, and kept, when the ticket has a value of this name already. */
  readOnlyWhenSet?: boolean;
  /** A decision or an opinion: the ticket's course (办理经过) shows its value. */
  inCourse?: boolean;
  /** Goes onto the ticket at once by 保存记录, while the task stays open. */
  record?: boolean;
}

/** How a field is computed, in one of three ways; absent operands count as 0. */
export interface Computation {
  /** Neighbours to add. */
  sum?: string[];
  /** `rows.column`: a column to add over all rows of a table. */
  sumOf?: string;
  /** Neighbours to multiply. */
  product?: string[];
}

/** A parsed, checked form; immutable and shared. */
export interface Form {
  key: string;
  title: string;
  schema: FormSchema;
}

/** A stored upload as form data carries it. */
export interface AttachmentValue {
  id: number;
  name: string;
  size: number;
  sha256: string;
}

export interface CustomerValue {
  /** Null: a new customer. */
  id: number | null;
  name: string;
  address?: string;
  phone?: string;
  contact?: string;
}

export interface ProductValue {
  id: number | null;
  name: string;
  model?: string;
  serialNumber?: string;
  /** YYYY-MM-DD. */
  purchasedOn?: string;
}

/** R16: whether the product was inside its warranty when the fault was reported; empty when the customer file does not know. */
export interface FileFacts {
  inWarranty?: boolean;
  warrantyReason?: string;
}

/** What a form needs from outside, loaded by the caller: the forms module itself reads no database. */
export interface FormContext {
  /** ISO 8601 in UTC. */
  now: string;
  timeZone: string;
  actor: { id: number; name: string };
  /** Active members by group id. */
  people: Record<string, { id: number; name: string }[]>;
  /** The ticket's data so far. */
  variables: Record<string, unknown>;
  /** What the customer file says of the ticket's product; absent when no form asks. */
  file?: FileFacts;
}
