import { parseForm } from '../../../forms/schema/parseForm.js';

/** The mail server without its password, which has a field beside the form and is never shown. */
export const mailForm = parseForm(
  'mail-settings.schema.json',
  JSON.stringify({
    $id: 'mail-settings',
    title: '邮件',
    description: '不填服务器地址时，邮件只存入邮件夹，不会发出。',
    type: 'object',
    additionalProperties: false,
    required: ['security'],
    properties: {
      host: {
        title: '服务器地址',
        type: 'string',
        maxLength: 200,
        pattern: '^[A-Za-z0-9.:_-]+$',
        'x-ui': { placeholder: 'smtp.example.com', invalidMessage: '请填写主机名或 IP 地址，不带 smtp://' },
      },
      port: {
        title: '端口',
        description: 'SSL/TLS 多用 465，STARTTLS 多用 587。',
        type: 'integer',
        minimum: 1,
        maximum: 65_535,
      },
      security: {
        title: '加密方式',
        type: 'string',
        oneOf: [
          { const: 'tls', title: 'SSL/TLS' },
          { const: 'starttls', title: 'STARTTLS' },
          { const: 'none', title: '不加密' },
        ],
        'x-ui': { wide: true },
      },
      fromAddress: { title: '发件地址', type: 'string', format: 'email', maxLength: 200 },
      fromName: { title: '发件人名称', type: 'string', maxLength: 50 },
      user: { title: '用户名', type: 'string', maxLength: 200 },
    },
    'x-ui': { submitLabel: '保存邮件设置' },
  }),
);
