import { referencePattern } from './references.js';
import { flag, kinds, list, object, oneOf, pattern, type Shape, text, whole } from './shapes.js';
import { paperColumns, paperSources } from './types.js';

const reference = pattern(
  referencePattern,
  '数据引用，如 customer.name、repair-record/hours、$ticket/number',
);
const columnName = pattern(/^[a-z][A-Za-z0-9]{0,39}$/, '列名');
const formKey = pattern(/^[a-z][a-z0-9-]{0,63}$/, '表单名称，如 repair-record');
const align = oneOf(['left', 'center', 'right']);
const span = whole(1, paperColumns);
const title = { title: text(60) };

const cell = object(
  {},
  {
    label: text(30, { empty: true }),
    field: reference,
    text: text(300),
    span: whole(2, paperColumns),
    labelSpan: whole(1, paperColumns - 1),
    lines: whole(1, 40),
    as: oneOf(['options']),
    sign: flag,
  },
);
const column = object({ field: columnName }, { label: text(30), span, align });

const section = kinds({
  grid: object({ grid: list(list(cell, 1, 8), 1, 60) }, title),
  table: object(
    { table: reference, columns: list(column, 1, 12) },
    { ...title, rows: whole(0, 60), numbered: flag, totals: list(columnName, 1, 12) },
  ),
  text: object({ text: list(text(1000, { empty: true }), 1, 60) }, { ...title, align }),
  ratings: object({ ratings: reference }, title),
  photos: object({ photos: reference }, title),
  schedule: object({ schedule: reference }, title),
  chart: object({ chart: reference }, title),
  sheets: object({ sheets: reference }, title),
});

/** The structure of a layout file. */
export const layoutShape: Shape = object(
  { title: text(40), sections: list(section, 1, 40) },
  {
    subtitle: text(60),
    orientation: oneOf(['portrait', 'landscape']),
    source: oneOf(paperSources),
    offeredWith: list(formKey, 1, 20),
    footnote: text(300),
  },
);
