import type { Path } from '../../../forms/schema/readJson.js';
import type { Form, FormContext } from '../../../forms/schema/types.js';

/** Columns into which a paper's width is divided; spans of a row's cells add up to it. */
export const paperColumns = 24;

/** The source of a paper's data: a ticket, or one of the reports computed from tickets and contracts. */
export const paperSources = ['ticket', 'daily-report', 'service-summary', 'renewal-notice'] as const;
export type PaperSource = (typeof paperSources)[number];

/**
 * The layout of one printed form, checked (see parsePaper). A reference names a datum: `customer.name` of the ticket,
 * `repair-record/hours` of the latest submission of a form, `repair-record/$by` and `/$at` who submitted it and when,
 * `$ticket/number` of the ticket itself.
 */
export interface PaperLayout {
  title: string;
  /** Smaller line below the title. */
  subtitle?: string;
  orientation?: 'portrait' | 'landscape';
  source?: PaperSource;
  /** The paper is offered on tickets with one of these forms. */
  offeredWith?: string[];
  sections: Section[];
  /** Small print at the end, such as the purpose of each copy. */
  footnote?: string;
}

export type Section =
  | GridSection
  | TableSection
  | TextSection
  | RatingsSection
  | PhotosSection
  | ScheduleSection
  | ChartSection
  | SheetsSection;

interface WithTitle {
  title?: string;
}

/** Labels and values in ruled rows. */
export interface GridSection extends WithTitle {
  grid: GridCell[][];
}

export interface GridCell {
  /** Default: the field's own title. '' for a value without a label. */
  label?: string;
  field?: string;
  /** Fixed text instead of a field. */
  text?: string;
  /** Width of label and value together; rows without spans are divided evenly. */
  span?: number;
  /** Width of the label. */
  labelSpan?: number;
  /** Least height in lines of writing. */
  lines?: number;
  /** `options`: all choices with tick boxes. */
  as?: 'options';
  /** Leaves room for a signature by hand and its date. */
  sign?: boolean;
}

export interface TableSection extends WithTitle {
  table: string;
  columns: TableColumn[];
  /** Least number of ruled rows. */
  rows?: number;
  numbered?: boolean;
  /** Columns that are summed up in a last row. */
  totals?: string[];
}

export interface TableColumn {
  field: string;
  label?: string;
  span?: number;
  align?: 'left' | 'center' | 'right';
}

/** Paragraphs; `{customer.name}` is replaced by the datum. */
export interface TextSection extends WithTitle {
  text: string[];
  align?: 'left' | 'center' | 'right';
}

export interface RatingsSection extends WithTitle {
  ratings: string;
}

export interface PhotosSection extends WithTitle {
  photos: string;
}

/** Bars over days. */
export interface ScheduleSection extends WithTitle {
  schedule: string;
}

/** A tree of departments as boxes. */
export interface ChartSection extends WithTitle {
  chart: string;
}

/** One sheet for each position of a tree of departments. */
export interface SheetsSection extends WithTitle {
  sheets: string;
}

/** A layout with its key, the name of its file. */
export interface Paper {
  key: string;
  layout: PaperLayout;
}

/** One error in a layout, with the line of its text. */
export interface PaperProblem {
  line: number;
  message: string;
}

/** Reports an error at a path of the layout. */
export type Report = (path: Path, message: string) => void;

/** The data that are printed into a layout. */
export interface PaperData {
  variables: Record<string, unknown>;
  /** Latest submission of each form. */
  submissions: { formKey: string; data: Record<string, unknown>; by: string; at: string }[];
  ticket: Record<string, unknown> | null;
}

export interface PaperContext extends PaperData, Pick<FormContext, 'people' | 'timeZone'> {
  /** The forms that give each datum its type; those of the ticket's process come first. */
  forms: readonly Form[];
  /** Leaves out all data, so that the paper can be filled in by hand. */
  blank: boolean;
}
