import { checkPartner, newPartner, partner, partnerView } from './shared/partner.js';
import type { Widget } from './widget.js';

/** A customer of the customer file. */
export const customer: Widget = {
  ...partner,
  name: 'customer',
  title: '客户',
  check: ({ schema, path }) => checkPartner(schema, ['address', 'phone', 'contact'], path),
  view: (field) => ({
    partner: partnerView(field, { kind: 'customer', searchUrl: '/customers/search', boundTo: null }),
  }),
  editor: {
    field: newPartner('customer', {
      address: { title: '地址', type: 'string', maxLength: 200 },
      phone: { title: '电话', type: 'string', maxLength: 30, format: 'phone' },
      contact: { title: '联系人', type: 'string', maxLength: 50 },
    }),
  },
};
