import { paths } from '../../platform/paths.js';
import type { ObjectSchema } from '../schema/types.js';
import { checkFileRecord, fileRecord, fileRecordView, newFileRecord } from './shared/fileRecord.js';
import type { Widget } from './widget.js';

/** A product of the customer file, searched among those of the customer that the form names. */
export const product: Widget = {
  ...fileRecord,
  name: 'product',
  title: '产品',
  check: ({ schema, path }) => checkFileRecord(schema, ['model', 'serialNumber', 'purchasedOn'], path),
  view(field) {
    const customer = customerField(field.rendering.form);
    const boundTo = customer === undefined ? null : `${customer}.id`;
    return {
      fileRecord: fileRecordView(field, { kind: 'product', searchUrl: paths.productSearch(), boundTo }),
    };
  },
  editor: {
    field: newFileRecord('product', {
      model: { title: '型号', type: 'string', maxLength: 60 },
      serialNumber: { title: '序列号', type: 'string', maxLength: 60 },
      purchasedOn: { title: '购买日期', type: 'string', format: 'date' },
    }),
  },
};

function customerField({ properties = {} }: ObjectSchema): string | undefined {
  return Object.keys(properties).find((name) => properties[name]?.['x-ui']?.widget === 'customer');
}
