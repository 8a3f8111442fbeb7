import { parseForm } from '../../../forms/schema/parseForm.js';

const time = (title: string) => ({
  title,
  type: 'string',
  maxLength: 5,
  pattern: '^([01]?[0-9]|2[0-3]):[0-5][0-9]$',
  'x-ui': { placeholder: '08:30', invalidMessage: '请填写时间，例如 08:30' },
});

/** The hours of a working day, and days on which the department differs from the public calendar. */
export const calendarForm = parseForm(
  'calendar-settings.schema.json',
  JSON.stringify({
    $id: 'calendar-settings',
    title: '工作时间',
    description: '按工作时间计时的环节（如答复时限）以此推算到期时间。',
    type: 'object',
    additionalProperties: false,
    required: ['hours'],
    properties: {
      hours: {
        title: '每日工作时段',
        description: '按先后填写，时段之间不能重叠。',
        type: 'array',
        minItems: 1,
        maxItems: 6,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['from', 'to'],
          properties: { from: time('开始'), to: time('结束') },
        },
      },
      exceptions: {
        title: '例外日期',
        description: '与国家法定安排不同的日期：本部门照常上班的节假日，或另行放假的工作日。',
        type: 'array',
        maxItems: 200,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['date', 'kind'],
          properties: {
            date: { title: '日期', type: 'string', format: 'date' },
            kind: {
              title: '安排',
              type: 'string',
              oneOf: [
                { const: 'off', title: '休息' },
                { const: 'working', title: '上班' },
              ],
            },
            note: { title: '说明', type: 'string', maxLength: 50 },
          },
        },
      },
    },
    'x-ui': {
      sections: [
        { title: '每日工作时段', fields: ['hours'] },
        { title: '例外日期', fields: ['exceptions'] },
      ],
      submitLabel: '保存工作时间',
    },
  }),
);
