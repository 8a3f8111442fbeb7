import { parseForm } from '../../../forms/schema/parseForm.js';

/** The company's data at the head of every paper. */
export const companyForm = parseForm(
  'company-settings.schema.json',
  JSON.stringify({
    $id: 'company-settings',
    title: '公司信息',
    description: '印在每张单据和导出的登记簿的抬头。',
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { title: '公司名称', type: 'string', minLength: 1, maxLength: 100, 'x-ui': { wide: true } },
      phone: { title: '服务电话', type: 'string', format: 'phone', maxLength: 30 },
      address: { title: '地址', type: 'string', maxLength: 200 },
    },
    'x-ui': { submitLabel: '保存公司信息' },
  }),
);
