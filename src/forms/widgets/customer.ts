import { paths } from '../../platform/paths.js';
import { checkFileRecord, fileRecord, fileRecordView, newFileRecord } from './shared/fileRecord.js';
import type { Widget } from './widget.js';

/** A customer of the customer file. */
export const customer: Widget = {
  ...fileRecord,
  name: 'customer',
  title: '客户',
  check: ({ schema, path }) => checkFileRecord(schema, ['address', 'phone', 'contact'], path),
  view: (field) => ({
    fileRecord: fileRecordView(field, { kind: 'customer', searchUrl: paths.customerSearch(), boundTo: null }),
  }),
  editor: {
    field: newFileRecord('customer', {
      address: { title: '地址', type: 'string', maxLength: 200 },
      phone: { title: '电话', type: 'string', maxLength: 30, format: 'phone' },
      contact: { title: '联系人', type: 'string', maxLength: 50 },
    }),
  },
};
