import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import { categories, categoryText } from '../../customers/index.js';
import type { PaperSource } from './types.js';

/** Data of papers that are computed: described as forms are, so that layouts name and show them the same way. */
export function computedForm(source: Exclude<PaperSource, 'ticket'>): Form {
  return forms[source];
}

const words = (title: string): PropertySchema => ({ type: 'string', title });
const day = (title: string): PropertySchema => ({ type: 'string', title, format: 'date' });
const hours = (title: string): PropertySchema => ({ type: 'number', title, 'x-ui': { unit: '小时' } });
const count = (title: string): PropertySchema => ({ type: 'integer', title });
const rows = (title: string, properties: Record<string, PropertySchema>): PropertySchema => ({
  type: 'array',
  title,
  items: { type: 'object', properties },
});

/** Hours by category of R1. */
const byCategory = {
  ...Object.fromEntries(categories.map((id) => [`hours${id}`, hours(categoryText(id))])),
  hoursNone: hours('未分类'),
  hoursTotal: hours('合计'),
};

const form = (key: string, title: string, properties: Record<string, PropertySchema>): Form => ({
  key,
  title,
  schema: { $id: key, title, type: 'object', properties },
});

const forms: Record<Exclude<PaperSource, 'ticket'>, Form> = {
  'daily-report': form('daily-report', '技术员工作日报表', {
    engineer: words('技术员'),
    department: words('部门'),
    day: day('日期'),
    work: rows('工作记录', {
      number: words('工单编号'),
      customer: words('客户'),
      task: words('工作'),
      content: words('工作内容'),
      category: words('类别'),
      hours: hours('工时'),
    }),
    ...byCategory,
  }),
  'service-summary': form('service-summary', '售后服务报修记录表', {
    from: day('开始日期'),
    until: day('结束日期'),
    people: rows('人员汇总', { engineer: words('技术员'), tickets: count('工单数'), ...byCategory }),
    tickets: rows('报修记录', {
      day: day('日期'),
      number: words('工单编号'),
      customer: words('客户'),
      product: words('产品'),
      symptom: words('故障现象'),
      engineer: words('技术员'),
      category: words('类别'),
      hours: hours('工时'),
    }),
    ...byCategory,
  }),
  'renewal-notice': form('renewal-notice', '保养到期通知书', {
    customer: words('客户'),
    address: words('地址'),
    contact: words('联系人'),
    phone: words('电话'),
    contractNumber: words('合同编号'),
    scope: words('保养范围'),
    startsOn: day('合同开始'),
    endsOn: day('合同到期'),
    price: { type: 'number', title: '合同金额', 'x-ui': { widget: 'money' } },
    company: words('本公司'),
    companyPhone: words('本公司电话'),
    noticeOn: day('通知日期'),
    products: rows('保养产品', {
      name: words('产品名称'),
      model: words('型号规格'),
      serialNumber: words('出厂编号'),
    }),
  }),
};
