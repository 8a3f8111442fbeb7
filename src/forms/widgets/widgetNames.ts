import type { Widget } from '../schema/types.js';

/** What process owners call the widgets. */
export const widgetNames: Record<Widget, string> = {
  text: '单行文字',
  longText: '多行文字',
  number: '数字',
  money: '金额',
  phone: '电话',
  date: '日期',
  dateTime: '日期和时间',
  choice: '选项',
  yesNo: '是或否',
  person: '人员',
  customer: '客户',
  product: '产品',
  rows: '表格',
  attachments: '附件',
  photos: '照片',
  signature: '签名',
  ratingMatrix: '评分表',
  checklist: '检查单',
  scheduleRows: '进度表',
  tree: '组织架构',
};
