import type { FeelType } from '../feel/index.js';

/** What people call the types of data that forms have. */
export const kindNames: Partial<Record<FeelType['kind'], string>> = {
  number: '数字',
  string: '文本',
  boolean: '是或否',
  date: '日期',
  time: '时间',
  'date and time': '日期时间',
  list: '列表',
  context: '记录',
  Any: '任意数据',
};
