import type { FieldKind } from './defaultWidget.js';
import type { PropertySchema } from './types.js';

/** What the form editor in the browser knows of a widget. */
export interface WidgetChoice {
  name: string;
  /** What process owners call it. */
  title: string;
  defaultFor?: readonly FieldKind[];
  /** Whether the ticket's course (办理经过) can show its value. */
  inCourse: boolean;
  editor?: WidgetEditor;
}

/** How a widget is offered and set in the form editor; without it, only the text of a form can name it. */
export interface WidgetEditor {
  /** What a new field consists of besides its title. */
  field: PropertySchema;
  /** Whether a column of a table can have it. */
  inRow?: boolean;
  /** What can be set, in this order. */
  controls?: readonly EditorControl[];
  /** The values that a condition can compare with: the field's own options, or always these. */
  decides?: 'options' | readonly { const: unknown; title: string }[];
  /** Parts that the owner of the form names. */
  parts?: {
    legend: string;
    /** What one is called. */
    part: string;
    /** The widget of a new one. */
    widget: string;
    /** Whether all parts keep that widget. */
    isFixed: boolean;
  };
}

/** What the editor can set for a field besides what all fields have. */
export type EditorControl =
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'maxItems'
  | 'placeholder'
  | 'unit'
  | 'prefill'
  | 'group'
  | 'options';
