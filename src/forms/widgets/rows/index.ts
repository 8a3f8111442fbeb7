import { readRows } from '../../submission/reading.js';
import type { Widget } from '../widget.js';
import { rowsSummary } from './rowsSummary.js';
import { rowsView } from './rowsView.js';

/** A table that is filled in row by row. */
export const rows: Widget = {
  name: 'rows',
  title: '表格',
  shape: 'list',
  types: ['array'],
  defaultFor: [{ type: 'array' }],
  canAppend: true,
  read: ({ schema, node, path, reading }) => readRows(schema, node, path, reading, { canGrow: true }),
  missingMessage: ({ title }) => `请至少填写一行${title}`,
  view: (field) => ({ rows: rowsView(field, { onlyGrows: field.schema['x-ui']?.append === true }) }),
  summary: rowsSummary,
  print: { sections: ['table'], isLarge: true },
  editor: {
    field: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['text1'],
        properties: { text1: { title: '第一列', type: 'string', minLength: 1, maxLength: 100 } },
      },
      'x-ui': { widget: 'rows' },
    },
    controls: ['maxItems'],
    parts: { legend: '表格的列', part: '列', widget: 'text', isFixed: false },
  },
};
