import { parseForm } from '../../../forms/schema/parseForm.js';

/** More would not fit into one posted form. */
const maxPrices = 300;

/** The price list: service staff never ask for money outside it (R5). */
export const priceForm = parseForm(
  'price-settings.schema.json',
  JSON.stringify({
    $id: 'price-settings',
    title: '价目表',
    description: '收费服务以此为准，服务人员不得在价目表之外向客户收费。',
    type: 'object',
    additionalProperties: false,
    properties: {
      items: {
        title: '收费项目',
        type: 'array',
        maxItems: maxPrices,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['code', 'name', 'kind', 'unit', 'price'],
          properties: {
            code: { title: '编码', type: 'string', minLength: 1, maxLength: 30 },
            name: { title: '名称', type: 'string', minLength: 1, maxLength: 100, 'x-ui': { wide: true } },
            kind: {
              title: '种类',
              type: 'string',
              oneOf: [
                { const: 'part', title: '配件' },
                { const: 'labour', title: '工时' },
                { const: 'travel', title: '差旅' },
              ],
            },
            unit: { title: '单位', type: 'string', minLength: 1, maxLength: 10 },
            price: {
              title: '单价',
              type: 'number',
              minimum: 0,
              maximum: 10_000_000,
              multipleOf: 0.01,
              'x-ui': { widget: 'money' },
            },
          },
        },
      },
    },
    'x-ui': { submitLabel: '保存价目表' },
  }),
);
