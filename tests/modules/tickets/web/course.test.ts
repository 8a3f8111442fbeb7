import { expect, test } from 'vitest';
import type { SummaryItem } from '../../../../src/forms/view/viewTypes.js';
import type { AuditEventRow } from '../../../../src/modules/tickets/store/auditEvents.js';
import type { FormSubmissionRow } from '../../../../src/modules/tickets/store/formSubmissions.js';
import { courseOf } from '../../../../src/modules/tickets/web/presenters/course.js';
import { momentView } from '../../../../src/platform/web/moments.js';

const now = new Date('2026-11-23T08:00:00.000Z');
const zone = 'Asia/Shanghai';
const at = (minute: number) => `2026-11-23T07:${String(minute).padStart(2, '0')}:00.000Z`;

const item = (label: string, facts: Partial<SummaryItem>): SummaryItem => ({
  label,
  wide: false,
  text: null,
  ...facts,
});

const submission = (minute: number, items: SummaryItem[] = []) => ({
  id: `form-${minute}`,
  elementName: `环节${minute}`,
  who: '黄建华',
  at: momentView(at(minute), now, zone),
  isWithdrawn: false,
  summary: { title: '', sections: [{ title: null, items }] },
});

const event = (minute: number, type: string, data: Record<string, unknown>) =>
  ({ type, at: at(minute), actorName: '李静', data }) as AuditEventRow;

const course = (forms: ReturnType<typeof submission>[], events: AuditEventRow[], total = forms.length) =>
  courseOf(forms, { events, submissions: Array(total) as FormSubmissionRow[] }, now, zone);

test('tells decision, opinion and signature of a form, and nothing else of it', () => {
  const items = [
    item('是否同意', { text: '否', wide: true, inCourse: true }),
    item('理由', { text: '预算未列明', wide: true, inCourse: true }),
    item('客户意见的登记日期', { text: '2026-11-20' }),
    item('已备案', { text: '是', wide: true }),
    item('附图', { inCourse: true, files: [] }),
    item('签名', { signature: { href: '/attachments/7', sha256: 'a', shortSha256: 'a' } }),
    item('服务工时', { text: '2' }),
    item('带备件', { text: '是' }),
  ];
  expect(course([submission(5, items)], []).steps).toMatchObject([
    {
      name: '环节5',
      who: '黄建华',
      opinions: [
        { label: '是否同意', text: '否' },
        { label: '理由', text: '预算未列明' },
      ],
      signature: '/attachments/7',
    },
  ]);
});

test('puts hand-overs between the forms where they happened, leaves the rest of the trace out, and counts what came before', () => {
  const to = { id: 1, name: '赵磊' };
  const events = [
    event(6, 'task.assigned', { name: '远程指导服务', to }),
    event(7, 'timer.armed', { dueAt: at(50) }),
    event(9, 'task.signed', { agrees: false, opinion: '请补照片' }),
  ];
  const { steps, earlier } = course([submission(5), submission(8)], events, 30);
  expect(steps.map(({ name }) => name)).toEqual([
    '环节5',
    '将「远程指导服务」派给赵磊',
    '环节8',
    '加签意见：不同意',
  ]);
  expect(steps[3]?.opinions).toEqual([{ label: null, text: '请补照片' }]);
  expect(earlier).toBe(28);
});
