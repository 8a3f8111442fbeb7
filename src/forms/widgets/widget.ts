import type { FieldError } from '../../platform/errors.js';
import type { FieldKind } from '../schema/defaultWidget.js';
import type { Option } from '../schema/propertyTypes.js';
import type { FormContext, ObjectSchema, PropertySchema } from '../schema/types.js';
import type { WidgetEditor } from '../schema/widgetChoice.js';
import type { InputNode } from '../submission/inputTree.js';
import type { Reading } from '../submission/reading.js';
import type { Place, Rendering } from '../view/rendering.js';
import type { FieldView, SummaryItem } from '../view/viewTypes.js';

/**
 * Everything about a widget in one place; what it leaves out works as for a line of text. Its input is the partial
 * views/forms/partials/widgets/<name>.hbs; a summary of its own is views/forms/partials/summary/<name>.hbs.
 */
export interface Widget {
  /** As `x-ui.widget` names it. */
  name: string;
  /** What process owners call it. */
  title: string;
  /** `object`: one object with fields of its own; `list`: a list of objects that people fill in; `files`: a list of uploads. */
  shape: 'single' | 'object' | 'list' | 'files';

  // Schema
  /** JSON types that a property with it may have. */
  types: readonly string[];
  /** JSON Schema format that it needs. */
  format?: string;
  /** The properties without a widget hint that it shows. */
  defaultFor?: readonly FieldKind[];
  /** Hints that only some widgets understand. */
  hints?: readonly WidgetHint[];
  /** Takes several values when its type is `array`. */
  allowsMultiple?: boolean;
  /** Supports `x-ui.append`: earlier rows stay (R8). */
  canAppend?: boolean;
  /** Names of the widgets with parts that may be among its parts. */
  allowedParts?: readonly string[];
  /** A condition can demand all its items (`x-ui.allTicked`). */
  canDemandAll?: boolean;
  /** Its parts are always the same and need no comparison. */
  hasFixedParts?: boolean;
  /** A record of the customer file: searched while typing, or entered as new. */
  isFileRecord?: boolean;
  /** Decimals of a number that can be computed and added up. */
  decimals?: number;
  /** Shown with all its decimals, zeros too. */
  showsAllDecimals?: boolean;
  /** Checks the schema of its property. @throws {FieldProblem} */
  check?(field: CheckedField): void;

  // Submission
  /** Text of several lines: newlines stay, and it takes the whole width. */
  isLong?: boolean;
  /** One entered text (neither empty nor with refused characters) as a value. */
  readText?(text: string, schema: PropertySchema, timeZone: string): ReadValue;
  /** All inputs of a widget with parts as a value; undefined when nothing was entered. */
  read?(field: SentField): unknown;
  /** A value as its input shows it; undefined for one that is no such value. */
  inputText?(value: unknown, timeZone: string): string | undefined;
  /** The message when nothing was entered; it names the field. */
  missingMessage?(schema: PropertySchema): string;
  /** Its missing parts are reported each, instead of the whole. */
  reportsMissingParts?: boolean;
  /** The one message for the whole when any of its parts is wrong; it names the field. */
  invalidPartsMessage?(schema: PropertySchema): string;
  /** The message for a value of another JSON type. */
  wrongTypeMessage?: string;
  /** The message for a value that is no multiple of `multipleOf`. */
  wrongStepMessage?: string;
  /** Errors of a value that JSON Schema can't express. */
  validate?(field: ValidatedField): FieldError[];
  /** Errors of all its fields of a form at once, under the form's conditions. */
  validateForm?(schema: ObjectSchema, data: Record<string, unknown>): FieldError[];
  /** The schema of its rows, with the rules that hold without being written in the form. */
  rowRules?(items: PropertySchema): PropertySchema;
  /** The stored files that its value refers to; null when it refers to none. */
  files?(value: unknown): unknown[] | null;

  // Pages
  /** What the person can choose from. */
  optionsFor?(schema: PropertySchema, context: Pick<FormContext, 'people'>): Option[];
  /** Value of the prefill hint `$actor`; the person's name when absent. */
  valueForActor?(actor: FormContext['actor']): unknown;
  unit?: string;
  /** What its partial shows besides what all fields show. */
  view?(field: RenderedField): Partial<FieldView>;
  /** The part whose input an error of the whole links to. */
  errorPart?: string;
  /** A value in words; undefined for one that is no such value. */
  show?(value: unknown, schema: PropertySchema, context: ShowContext): string | undefined;
  /** A submitted value that needs more than words; null when there is nothing to show, undefined to show it in words. */
  summary?(
    value: unknown,
    schema: PropertySchema,
    show: (schema: PropertySchema, value: unknown) => string,
  ): SummaryPart | null | undefined;

  // Papers
  print?: PrintedWidget;

  editor?: WidgetEditor;
}

export type WidgetHint = 'notBefore' | 'inFuture' | 'differsFrom' | 'default' | 'inCourse';

export interface CheckedField {
  schema: PropertySchema;
  path: string;
  /** Name of the widget of a part; parts are checked after the whole. */
  widgetOf(part: PropertySchema): string;
}

/** A typed value, or what was typed (to show it again) with the reason why it can't be read. */
export interface ReadValue {
  value: unknown;
  error?: string;
}

export interface SentField {
  schema: PropertySchema;
  node: InputNode;
  path: string;
  reading: Reading;
}

export interface ValidatedField {
  schema: PropertySchema;
  value: unknown;
  path: string;
  context: FormContext;
}

export interface RenderedField {
  schema: PropertySchema;
  value: unknown;
  place: Place;
  rendering: Rendering;
}

export type ShowContext = Pick<FormContext, 'timeZone' | 'people'>;

/** Parts for the partial, and the same in plain lines. */
export type SummaryPart = Partial<Omit<SummaryItem, 'label' | 'partial'>> & { lines: string[] };

/** On printed papers. */
export interface PrintedWidget {
  /** Kinds of sections that show it as a whole. */
  sections?: readonly ('table' | 'ratings' | 'photos' | 'schedule' | 'chart' | 'sheets')[];
  /** Too large for a cell of a grid. */
  isLarge?: boolean;
  /** A cell is left free to sign in. */
  isSigned?: boolean;
  /** Its choices can all be printed, ticked or not. */
  hasBoxes?: boolean;
  /** Content of a cell that is more than the value in words. */
  cell?(schema: PropertySchema, value: unknown): PrintedCell;
  /** A figure in a column whose head has the unit. */
  figure?(value: number): string;
  /** What a blank paper shows in its place. */
  blank?: string;
}

export interface PrintedCell {
  text?: string;
  image?: string;
  options?: { label: string; ticked: boolean }[];
}
