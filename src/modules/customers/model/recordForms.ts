import { parseForm } from '../../../forms/schema/parseForm.js';
import { textProperty as text } from '../../../forms/schema/textProperty.js';
import type { Form, PropertySchema } from '../../../forms/schema/types.js';

/** The kinds of records in the customer file. */
export type RecordKind = 'customer' | 'site' | 'contact' | 'product' | 'contract';

const day = (title: string, hints: PropertySchema['x-ui'] = {}): PropertySchema => ({
  title,
  type: 'string',
  format: 'date',
  'x-ui': { widget: 'date', ...hints },
});
const phone = text('电话', 40, { format: 'phone', 'x-ui': { widget: 'phone' } });
const note = text('备注', 1000, { 'x-ui': { widget: 'longText' } });
const site: PropertySchema = {
  title: '所在地点',
  type: 'integer',
  'x-ui': { widget: 'person', group: 'sites' },
};

const fields: Record<
  RecordKind,
  { title: string; required: string[]; properties: Form['schema']['properties'] }
> = {
  customer: {
    title: '客户',
    required: ['name'],
    properties: {
      name: text('客户名称', 200, { 'x-ui': { wide: true } }),
      address: text('地址', 300, { 'x-ui': { wide: true } }),
      phone,
      contact: text('联系人', 100),
      taxNumber: text('纳税人识别号', 30, {
        pattern: '^[0-9A-Za-z]{15,20}$',
        'x-ui': { invalidMessage: '应为 15 至 20 位数字或字母' },
      }),
      note,
    },
  },
  site: {
    title: '地点',
    required: ['name'],
    properties: { name: text('地点名称', 100), address: text('地址', 300, { 'x-ui': { wide: true } }), note },
  },
  contact: {
    title: '联系人',
    required: ['name'],
    properties: {
      name: text('姓名', 100),
      duty: text('职务', 60),
      phone,
      email: text('邮箱', 200, { format: 'email' }),
      siteId: site,
      note,
    },
  },
  product: {
    title: '产品',
    required: ['name'],
    properties: {
      name: text('产品名称', 200),
      model: text('型号规格', 100),
      serialNumber: text('出厂编号（序列号）', 100),
      siteId: site,
      purchasedOn: day('购买日期'),
      warrantyUntil: day('保修截止', { notBefore: 'purchasedOn' }),
      note,
    },
  },
  contract: {
    title: '保养合同',
    required: ['number', 'scope', 'startsOn', 'endsOn'],
    properties: {
      number: text('合同编号', 64),
      price: {
        title: '合同金额',
        type: 'number',
        minimum: 0,
        maximum: 20_000_000,
        multipleOf: 0.01,
        'x-ui': { widget: 'money' },
      },
      startsOn: day('开始日期'),
      endsOn: day('结束日期', { notBefore: 'startsOn' }),
      scope: text('服务范围', 500, { 'x-ui': { widget: 'longText' } }),
    },
  },
};

export const recordKinds = Object.keys(fields) as RecordKind[];

const forms = new Map(recordKinds.map((kind) => [kind, build(kind)]));

/** The form of one record of the customer file. */
export function recordForm(kind: RecordKind): Form {
  return forms.get(kind) as Form;
}

/** The title of a field, such as 购买日期; the field's name when it has no title. */
export function fieldTitle(kind: RecordKind, field: string): string {
  const name = field === 'priceCents' ? 'price' : field;
  return recordForm(kind).schema.properties[name]?.title ?? field;
}

function build(kind: RecordKind): Form {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `file-${kind}`,
    type: 'object',
    additionalProperties: false,
    ...fields[kind],
    'x-ui': { submitLabel: '保存' },
  };
  return parseForm(`file-${kind}.schema.json`, JSON.stringify(schema));
}
