/** The text of a new form. It has one field, since a form needs one and a remark fits everywhere. */
export function newForm(key: string, title: string): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: key,
    title,
    type: 'object',
    additionalProperties: false,
    required: [],
    properties: {
      remark: { title: '备注', type: 'string', maxLength: 500, 'x-ui': { widget: 'longText' } },
    },
    'x-ui': { sections: [{ title: '内容', fields: ['remark'] }] },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
