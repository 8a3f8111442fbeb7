import { parseForm } from '../../src/forms/schema/parseForm.js';
import type { Form } from '../../src/forms/schema/types.js';
import { condition, schemaText } from './departmentForms.js';

const upload = {
  id: { title: '编号', type: 'integer', minimum: 1 },
  name: { title: '文件名', type: 'string', minLength: 1, maxLength: 255 },
  size: { title: '大小', type: 'integer', minimum: 0 },
  sha256: { title: '校验值', type: 'string', maxLength: 64, pattern: '^[0-9a-f]{64}$' },
};
const parts = ['id', 'name', 'size', 'sha256'];
const text = (title: string, hints = {}) => ({
  title,
  type: 'string',
  minLength: 1,
  maxLength: 200,
  'x-ui': hints,
});
const day = (title: string, hints = {}) => ({ title, type: 'string', format: 'date', 'x-ui': hints });
const time = (title: string, hints = {}) => ({ title, type: 'string', format: 'date-time', 'x-ui': hints });
const money = (title: string, hints = {}) => ({
  title,
  type: 'number',
  minimum: 0,
  maximum: 10_000_000,
  multipleOf: 0.01,
  'x-ui': { widget: 'money', ...hints },
});
const number = (title: string, hints = {}) => ({
  title,
  type: 'number',
  minimum: 0,
  maximum: 1_000_000,
  'x-ui': hints,
});
const closed = (properties: object, required: string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const rating = (title: string) => ({
  title,
  type: 'string',
  oneOf: [
    { const: 'very-satisfied', title: '很满意' },
    { const: 'satisfied', title: '满意' },
    { const: 'fair', title: '一般' },
    { const: 'dissatisfied', title: '不满意' },
  ],
});
const tick = (title: string) => ({ title, type: 'boolean' });
const person = (title: string, hints = {}) => ({
  title,
  type: 'integer',
  'x-ui': { widget: 'person', group: 'service-engineer', ...hints },
});
const groups = {
  title: '系统岗位',
  type: 'array',
  maxItems: 10,
  items: {
    type: 'string',
    oneOf: [
      { const: 'hr', title: '人力资源部' },
      { const: 'quality', title: '质量管理部' },
      { const: 'service-engineer', title: '服务工程师' },
    ],
  },
};

/** The properties of a form that uses every compound widget and every hint between fields. */
export const widgetProperties: Record<string, Record<string, unknown>> = {
  outcome: {
    title: '准备结果',
    type: 'string',
    oneOf: [
      { const: 'ready', title: '可以上门' },
      { const: 'delayed', title: '改约' },
    ],
    'x-ui': { default: 'ready' },
  },
  preparation: {
    title: '行前检查',
    'x-ui': { widget: 'checklist' },
    ...closed({ tools: tick('工具'), parts: tick('配件'), workCard: tick('工作证') }),
  },
  safety: {
    title: '安全检查',
    'x-ui': { widget: 'checklist' },
    ...closed({ fire: { ...tick('防火'), const: true }, power: { ...tick('用电'), const: true } }, [
      'fire',
      'power',
    ]),
  },
  ratings: {
    title: '评价',
    'x-ui': { widget: 'ratingMatrix' },
    ...closed({ attitude: rating('态度'), skill: rating('技术') }, ['attitude', 'skill']),
  },
  arrivedAt: time('到达时间', { record: true }),
  leftAt: time('离开时间', { notBefore: 'arrivedAt' }),
  nextVisitAt: time('下次约定时间', { inFuture: true }),
  effectiveOn: day('生效日期', { inFuture: true }),
  engineer: person('工程师'),
  assistant: person('协助人员', { differsFrom: 'engineer' }),
  contractNumber: text('合同号', { readOnlyWhenSet: true }),
  partsUsed: {
    title: '用料',
    type: 'array',
    maxItems: 20,
    'x-ui': { widget: 'rows' },
    items: closed(
      {
        part: text('名称'),
        quantity: number('数量'),
        unitPrice: money('单价'),
        amount: money('金额', { compute: { product: ['quantity', 'unitPrice'] } }),
      },
      ['part', 'quantity', 'unitPrice'],
    ),
  },
  steps: {
    title: '维修过程',
    type: 'array',
    maxItems: 50,
    'x-ui': { widget: 'rows', append: true },
    items: closed({ step: text('步骤'), hours: number('工时') }, ['step']),
  },
  hours: number('工时合计', { compute: { sumOf: 'steps.hours' }, unit: '小时' }),
  chargeTotal: money('合计', { compute: { sum: ['partsTotal', 'labourCharge', 'travelCharge'] } }),
  partsTotal: money('配件费', { compute: { sumOf: 'partsUsed.amount' } }),
  labourCharge: money('工时费', { compute: { product: ['hours', 'hourRate'] } }),
  hourRate: money('工时单价'),
  travelCharge: money('差旅费'),
  schedule: {
    title: '进度计划',
    type: 'array',
    maxItems: 50,
    'x-ui': { widget: 'scheduleRows' },
    items: closed(
      {
        name: text('工作内容'),
        startOn: day('开始'),
        endOn: day('结束'),
        people: { title: '人员', type: 'string', maxLength: 50 },
      },
      ['name', 'startOn', 'endOn'],
    ),
  },
  organization: {
    title: '组织架构',
    type: 'array',
    maxItems: 60,
    'x-ui': { widget: 'tree' },
    items: closed(
      {
        key: { title: '标识', type: 'string', minLength: 1, maxLength: 40 },
        parentKey: { title: '上级', type: ['string', 'null'], maxLength: 40 },
        name: { ...text('部门名称'), maxLength: 40 },
        duties: { ...text('部门职能'), 'x-ui': { widget: 'longText' } },
        positions: {
          title: '岗位',
          type: 'array',
          maxItems: 20,
          items: closed(
            {
              name: text('岗位名称'),
              headcount: { title: '编制', type: 'integer', minimum: 1, maximum: 999 },
              duties: text('岗位职责'),
              groups,
            },
            ['name', 'headcount'],
          ),
        },
      },
      ['key', 'parentKey', 'name', 'positions'],
    ),
  },
  photos: {
    title: '现场照片',
    type: 'array',
    maxItems: 5,
    'x-ui': { widget: 'photos' },
    items: closed(upload, parts),
  },
  signature: { title: '客户签名', 'x-ui': { widget: 'signature' }, ...closed(upload, parts) },
};

/** A form file with some of the properties and further keywords. */
export function widgetsText(more: Record<string, unknown> = {}, properties = widgetProperties): string {
  return schemaText({ $id: 'widgets', title: '全部控件', properties, ...more });
}

export const widgetsForm: Form = parseForm(
  'widgets.schema.json',
  widgetsText({
    ...condition(
      { properties: { outcome: { const: 'ready' } }, required: ['outcome'] },
      { 'x-ui': { allTicked: ['preparation'] } },
    ),
  }),
);

/** The form with one property changed, alone or with others; for what a checker refuses. */
export function changed(name: string, change: Record<string, unknown>): string {
  return widgetsText({}, { ...widgetProperties, [name]: { ...widgetProperties[name], ...change } });
}
