import { describe, expect, test } from 'vitest';
import { fieldAt } from '../../src/forms/schema/fieldAt.js';
import { mergeAppendedRows } from '../../src/forms/submission/appendRows.js';
import { validateSubmission } from '../../src/forms/submission/validateSubmission.js';
import { departmentForm } from './departmentForms.js';
import { context, type Data, exampleOf, isMissed, submitted } from './formExamples.js';

describe('conditions', () => {
  const asked: [key: string, example: string, fields: string[]][] = [
    ['onsite-service-task', 'charged', ['chargeNotice']],
    ['onsite-service-task', 'in warranty', []],
    ['visit-preparation', 'ready', ['preparationChecklist', 'departAt', 'travelMinutes']],
    ['visit-preparation', 'reschedule', ['rescheduleReason']],
    ['visit-preparation', 'reassign', ['reassignReason']],
    ['visit-preparation', 'parts missing', ['missingParts']],
    ['parts-requisition', 'from stock', []],
    ['parts-requisition', 'ordered', ['expectedPartsOn']],
    [
      'onsite-service-record',
      'resolved, collected',
      [
        'findings',
        'causeCategory',
        'work',
        'hours',
        'chargeMode',
        'labourCharge',
        'paymentMethod',
        'courtesyChecklist',
        'customerSignature',
      ],
    ],
    [
      'onsite-service-record',
      'resolved, invoice',
      [
        'findings',
        'causeCategory',
        'work',
        'hours',
        'chargeMode',
        'labourCharge',
        'courtesyChecklist',
        'customerSignature',
      ],
    ],
    [
      'onsite-service-record',
      'resolved, free',
      ['findings', 'causeCategory', 'work', 'hours', 'chargeMode', 'courtesyChecklist', 'customerSignature'],
    ],
    [
      'onsite-service-record',
      'taken back',
      ['findings', 'causeCategory', 'work', 'hours', 'chargeMode', 'customerSignature'],
    ],
    ['onsite-service-record', 'unsolved', ['findings', 'causeCategory', 'work', 'hours', 'unsolvedReason']],
    ['onsite-service-record', 'customer absent', ['messageSlipLeft']],
    [
      'satisfaction-survey',
      'complaint',
      ['callbackSpokeWith', 'ratings', 'complaintKind', 'complaintContent'],
    ],
    ['satisfaction-survey', 'not reached', []],
    ['product-reception', 'brought by customer', []],
    ['product-reception', 'taken back, part missing', ['matchesReceipt', 'receptionDifference']],
    ['repair-quotation', 'declined', ['declineReason']],
    ['retest-record', 'failed', ['retestFailure']],
    ['product-delivery', 'picked up, accepted', ['deliveryDemonstrated', 'deliverySignature']],
    ['product-delivery', 'courier, accepted', []],
    ['product-delivery', 'on site, rejected', ['deliveryDemonstrated', 'rejectionReason']],
    ['complaint-outcome', 'rejected', ['customerReason']],
  ];

  test.each(asked)('%s, %s needs %o besides what it always needs', (key, name, fields) => {
    const form = departmentForm(key);
    const data = submitted(form, exampleOf(key, name));
    const always = form.schema.required ?? [];
    const needed = Object.keys(data).filter((field) => isMissed(form, data, field));
    expect(needed.filter((field) => !always.includes(field)).toSorted()).toEqual(fields.toSorted());
  });
});

describe('what a form refuses beyond missing fields', () => {
  const refusals: [key: string, example: string, change: Data, path: string, message: string][] = [
    ['onsite-service-task', 'charged', { chargeNotice: false }, 'chargeNotice', '必须选择“是”'],
    [
      'onsite-service-task',
      'in warranty',
      { appointmentAt: '@now-PT1H' },
      'appointmentAt',
      '约定到场时间必须晚于现在',
    ],
    [
      'visit-preparation',
      'ready',
      { preparationChecklist: { tools: true } },
      'preparationChecklist',
      '请逐项完成行前检查',
    ],
    [
      'visit-preparation',
      'ready',
      { departAt: '@now+PT18H' },
      'appointmentAt',
      '约定到场时间不能早于计划出发时间',
    ],
    ['onsite-service-record', 'unsolved', { leftAt: '@now-PT6H' }, 'leftAt', '离开时间不能早于到达时间'],
    [
      'onsite-service-record',
      'customer absent',
      { messageSlipLeft: false },
      'messageSlipLeft',
      '必须选择“是”',
    ],
    ['onsite-service-record', 'unsolved', { hours: 1.3 }, 'hours', '必须是 0.5 的倍数'],
    ['invoice-registration', 'not yet paid', { receivedAmount: 600 }, 'receivedOn', '请选择收款日期'],
    [
      'voucher-check',
      'complete',
      { voucherChecklist: { signed: true } },
      'voucherChecklist',
      '请逐项完成核对项目',
    ],
    ['product-reception', 'brought by customer', { receptionPhotos: [] }, 'receptionPhotos', '请上传照片'],
    ['repair-order', 'urgent', { repairDueAt: '@now-PT1H' }, 'repairDueAt', '约定完成时间必须晚于现在'],
    [
      'outsourced-repair',
      'complete',
      { vendorDueOn: '@today-P10D' },
      'vendorDueOn',
      '应返日期不能早于送出日期',
    ],
    [
      'outsourced-repair',
      'complete',
      { returnedFromVendorOn: '@today-P10D' },
      'returnedFromVendorOn',
      '返回日期不能早于送出日期',
    ],
    [
      'complaint-handling',
      'serious, letter',
      { replyManner: 'phone' },
      'replyManner',
      '请从给出的选项中选择',
    ],
    ['written-reply', 'by courier', { replyFile: [] }, 'replyFile', '请上传答复函'],
  ];

  test.each(refusals)('%s, %s: %o', (key, name, change, path, message) => {
    const form = departmentForm(key);
    const data = submitted(form, { ...exampleOf(key, name), ...change });
    const errors = validateSubmission(form, data, context);
    expect(errors).toMatchObject([{ path, message }]);
    expect(errors[0]?.namesField ?? false).toBe(message.includes(fieldAt(form.schema, path)?.title ?? '?'));
  });
});

describe('what the ticket has already', () => {
  test('decides conditions, whatever the page sent', () => {
    const serious = { ...context, variables: { severity: 'serious' } };
    const form = departmentForm('complaint-handling');
    const data = exampleOf('complaint-handling', 'ordinary, phone');
    expect(data).toMatchObject({ severity: 'ordinary', replyManner: 'phone' });
    expect(validateSubmission(form, submitted(form, data), serious)).toMatchObject([
      { path: 'replyManner', message: '请从给出的选项中选择' },
    ]);
  });

  test('counts hours over the steps of all rounds', () => {
    const form = departmentForm('repair-record');
    const earlier = [{ at: '2026-11-24T01:00:00.000Z', step: '拆检', hours: 0.5 }];
    const data = submitted(form, exampleOf('repair-record', 'complete'));
    const merged = mergeAppendedRows(form, data, { repairSteps: earlier });
    expect(merged.hours).toBe(4);
    expect(merged.repairSteps).toHaveLength(4);
  });
});
