import { uploads, uploadsEditor, uploadsSummary, uploadsView } from './shared/uploads.js';
import type { Widget } from './widget.js';

/** Files of any kind. */
export const attachments: Widget = {
  ...uploads,
  name: 'attachments',
  title: '附件',
  view: (field) => uploadsView(field, false),
  summary: (value) => uploadsSummary(value, false),
  editor: uploadsEditor('attachments'),
};
