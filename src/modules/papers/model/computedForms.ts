import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import { categories, categoryText } from '../../customers/index.js';
import type { PaperSource } from './types.js';

/** The data of computed papers, described like forms, so that layouts name and show them the same way. */
export function computedForm(source: Exclude<PaperSource, 'ticket'>): Form {
  return forms[source];
}

const textField = (title: string): PropertySchema => ({ type: 'string', title });
const dateField = (title: string): PropertySchema => ({ type: 'string', title, format: 'date' });
const hoursField = (title: string): PropertySchema => ({ type: 'number', title, 'x-ui': { unit: '小时' } });
const countField = (title: string): PropertySchema => ({ type: 'integer', title });
const tableField = (title: string, properties: Record<string, PropertySchema>): PropertySchema => ({
  type: 'array',
  title,
  items: { type: 'object', properties },
});

/** Hours by category of R1. */
const hoursByCategory = {
  ...Object.fromEntries(categories.map((id) => [`hours${id}`, hoursField(categoryText(id))])),
  hoursNone: hoursField('未分类'),
  hoursTotal: hoursField('合计'),
};

const form = (key: string, title: string, properties: Record<string, PropertySchema>): Form => ({
  key,
  title,
  schema: { $id: key, title, type: 'object', properties },
});

const forms: Record<Exclude<PaperSource, 'ticket'>, Form> = {
  'daily-report': form('daily-report', '技术员工作日报表', {
    engineer: textField('技术员'),
    department: textField('部门'),
    day: dateField('日期'),
    work: tableField('工作记录', {
      number: textField('工单编号'),
      customer: textField('客户'),
      task: textField('工作'),
      content: textField('工作内容'),
      category: textField('类别'),
      hours: hoursField('工时'),
    }),
    ...hoursByCategory,
  }),
  'service-summary': form('service-summary', '售后服务报修记录表', {
    from: dateField('开始日期'),
    until: dateField('结束日期'),
    people: tableField('人员汇总', {
      engineer: textField('技术员'),
      tickets: countField('工单数'),
      ...hoursByCategory,
    }),
    tickets: tableField('报修记录', {
      day: dateField('日期'),
      number: textField('工单编号'),
      customer: textField('客户'),
      product: textField('产品'),
      symptom: textField('故障现象'),
      engineer: textField('技术员'),
      category: textField('类别'),
      hours: hoursField('工时'),
    }),
    ...hoursByCategory,
  }),
  'renewal-notice': form('renewal-notice', '保养到期通知书', {
    customer: textField('客户'),
    address: textField('地址'),
    contact: textField('联系人'),
    phone: textField('电话'),
    contractNumber: textField('合同编号'),
    scope: textField('保养范围'),
    startsOn: dateField('合同开始'),
    endsOn: dateField('合同到期'),
    price: { type: 'number', title: '合同金额', 'x-ui': { widget: 'money' } },
    company: textField('本公司'),
    companyPhone: textField('本公司电话'),
    noticeOn: dateField('通知日期'),
    products: tableField('保养产品', {
      name: textField('产品名称'),
      model: textField('型号规格'),
      serialNumber: textField('出厂编号'),
    }),
  }),
};
