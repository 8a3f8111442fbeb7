import { uploads, uploadsEditor, uploadsSummary, uploadsView } from './shared/uploads.js';
import type { Widget } from './widget.js';

/** Photos, shown as pictures. */
export const photos: Widget = {
  ...uploads,
  name: 'photos',
  title: '照片',
  view: (field) => uploadsView(field, true),
  summary: (value) => uploadsSummary(value, true),
  editor: uploadsEditor('photos'),
};
