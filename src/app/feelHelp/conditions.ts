import { dateTime, datum, example, number, rows, text, yesNo } from './examples.js';

const category = datum('category', '服务类别', text, 'A');
const chargeTotal = datum('chargeTotal', '合计', number, 1200);
const inWarranty = datum('inWarranty', '保修期内', yesNo, false);
const partsUsed = datum(
  'partsUsed',
  '用料',
  rows({ name: text, quantity: number, amount: number, boughtIn: yesNo }),
  [
    { name: '轴封', quantity: 2, amount: 360, boughtIn: true },
    { name: '润滑脂', quantity: 1, amount: 45.5, boughtIn: false },
  ],
);
const acceptanceItems = datum('acceptanceItems', '验收项目', rows({ item: text, ok: yesNo }), [
  { item: '运行平稳', ok: true },
  { item: '无渗漏', ok: false },
]);

export const optionExamples = [
  example('服务类别是“A 收费服务”', 'category = "A"', '是', category),
  example('服务类别是 A 或 D', 'category in ("A", "D")', '是', category),
  example(
    '性质不是“严重”，并且用电话答复',
    'severity != "serious" and replyManner = "phone"',
    '是',
    datum('severity', '性质', text, 'ordinary'),
    datum('replyManner', '答复方式', text, 'phone'),
  ),
  example(
    '按紧急程度取不同的小时数',
    'if priority = "critical" then 2 else if priority = "urgent" then 4 else 8',
    '4',
    datum('priority', '紧急程度', text, 'urgent'),
  ),
];

export const amountExamples = [
  example('合计超过 1,000 元', 'chargeTotal > 1000', '是', chargeTotal),
  example('合计在 500 元到 2,000 元之间，含两头', 'chargeTotal in [500..2000]', '是', chargeTotal),
  example(
    '工时乘以单价，四舍五入到分',
    'round half up(quotedHours * hourRate, 2)',
    '213.33',
    datum('quotedHours', '工时', number, 2.5),
    datum('hourRate', '工时单价', number, 85.33),
  ),
  example(
    '不在保修期内，并且有费用',
    'inWarranty != true and chargeTotal != null and chargeTotal > 0',
    '是',
    inWarranty,
    chargeTotal,
  ),
];

export const yesNoExamples = [
  example('客户认可', 'customerAccepts = true', '是', datum('customerAccepts', '客户认可', yesNo, true)),
  example(
    '不在保修期内：没有填写时也算不在',
    'inWarranty != true',
    '是',
    datum('inWarranty', '保修期内', yesNo, null),
  ),
  example(
    '没有填写约定时间时取 0，否则取 1',
    'if appointmentAt = null then 0 else 1',
    '0',
    datum('appointmentAt', '约定到场时间', dateTime, null),
  ),
  example(
    '已经到场，还没有离开或是又来了一次',
    'arrivedAt != null and (leftAt = null or arrivedAt > leftAt)',
    '是',
    datum('arrivedAt', '到达时间', dateTime, '2026-03-02T00:30:00.000Z'),
    datum('leftAt', '离开时间', dateTime, null),
  ),
];

export const voteExamples = [
  example(
    '过半数同意',
    'numberOfApprovals > numberOfInstances / 2',
    '是',
    datum('numberOfApprovals', '同意的人数', number, 3),
    datum('numberOfInstances', '一共几人', number, 5),
  ),
  example(
    '有一人不同意就结束',
    'numberOfRejections > 0',
    '否',
    datum('numberOfRejections', '不同意的人数', number, 0),
  ),
  example(
    '三分之二的人已经办完',
    'numberOfCompletedInstances >= numberOfInstances * 2 / 3',
    '是',
    datum('numberOfCompletedInstances', '办完的人数', number, 4),
    datum('numberOfInstances', '一共几人', number, 6),
  ),
];

export const rowExamples = [
  example('有没有用料', 'partsUsed != null and count(partsUsed) > 0', '是', partsUsed),
  example('用料金额合计', 'sum(partsUsed.amount)', '405.5', partsUsed),
  example('金额超过 100 元的有几行', 'count(partsUsed[amount > 100])', '1', partsUsed),
  example('外购件的名称', 'string join(partsUsed[boughtIn = true].name, "、")', '“轴封”', partsUsed),
  example('至少有一项不合格', 'some row in acceptanceItems satisfies row.ok = false', '是', acceptanceItems),
  example('每一项都合格', 'every row in acceptanceItems satisfies row.ok = true', '否', acceptanceItems),
];

export const textExamples = [
  example(
    '故障原因中提到“漏水”',
    'contains(faultCause, "漏水")',
    '是',
    datum('faultCause', '故障原因', text, '轴封老化漏水'),
  ),
  example(
    '发票号码以 0 开头：文字一字不改，不会变成数字',
    'starts with(invoiceNumber, "0")',
    '是',
    datum('invoiceNumber', '发票号码', text, '00123'),
  ),
];
