import type { z } from 'zod';
import { exactlyOneOf, flag, integer, list, object, oneOf, pattern, text } from '../../../platform/shapes.js';
import { referencePattern } from './references.js';
import { type PaperLayout, paperColumns, paperSources } from './types.js';

const reference = pattern(
  referencePattern,
  '数据引用，如 customer.name、repair-record/hours、$ticket/number',
);
const columnName = pattern(/^[a-z][A-Za-z0-9]{0,39}$/, '列名');
const formKey = pattern(/^[a-z][a-z0-9-]{0,63}$/, '表单名称，如 repair-record');
const align = oneOf(['left', 'center', 'right']).optional();
const span = integer(1, paperColumns).optional();
const title = text(60).optional();

const cell = object({
  label: text(30, { empty: true }).optional(),
  field: reference.optional(),
  text: text(300).optional(),
  span: integer(2, paperColumns).optional(),
  labelSpan: integer(1, paperColumns - 1).optional(),
  lines: integer(1, 40).optional(),
  as: oneOf(['options']).optional(),
  sign: flag.optional(),
});
const column = object({ field: columnName, label: text(30).optional(), span, align });

const section = exactlyOneOf({
  grid: object({ grid: list(list(cell, 1, 8), 1, 60), title }),
  table: object({
    table: reference,
    columns: list(column, 1, 12),
    title,
    rows: integer(0, 60).optional(),
    numbered: flag.optional(),
    totals: list(columnName, 1, 12).optional(),
  }),
  text: object({ text: list(text(1000, { empty: true }), 1, 60), title, align }),
  ratings: object({ ratings: reference, title }),
  photos: object({ photos: reference, title }),
  schedule: object({ schedule: reference, title }),
  chart: object({ chart: reference, title }),
  sheets: object({ sheets: reference, title }),
});

/** The structure of a layout file. */
export const layoutShape: z.ZodType<PaperLayout> = object({
  title: text(40),
  sections: list(section, 1, 40),
  subtitle: text(60).optional(),
  orientation: oneOf(['portrait', 'landscape']).optional(),
  source: oneOf(paperSources).optional(),
  offeredWith: list(formKey, 1, 20).optional(),
  footnote: text(300).optional(),
});
