import { describe, expect, test } from 'vitest';
import { loadForms } from '../../src/forms/schema/loadForms.js';
import { parseForm } from '../../src/forms/schema/parseForm.js';
import { InvalidFormDefinition } from '../../src/platform/errors.js';
import { condition, departmentForms, schemaText } from './departmentForms.js';

const text = { title: '备注', type: 'string', maxLength: 10 };

describe('parseForm', () => {
  test('reads the forms of remote service', () => {
    expect([...departmentForms.keys()]).toEqual(
      expect.arrayContaining([
        'answer-overdue',
        'customer-confirmation',
        'remote-guidance',
        'remote-service-request',
        'service-feedback',
        'technical-service-task',
      ]),
    );
  });

  test('copies a definition to where it is used; keywords beside $ref win', () => {
    const form = parseForm(
      'forms/sample.schema.json',
      schemaText({
        properties: { note: { title: '说明', $ref: '#/$defs/short' } },
        $defs: { short: { title: '短文', type: 'string', maxLength: 5 } },
      }),
    );
    expect(form.schema.properties.note).toEqual({ title: '说明', type: 'string', maxLength: 5 });
    expect(form.schema).not.toHaveProperty('$defs');
  });

  test.each<[string, string, RegExp]>([
    ['not JSON', '{', /不是有效的 JSON/],
    ['no object', '[]', /不是 JSON 对象/],
    ['U+0000', '{"title":"a\\u0000b"}', /无法保存的特殊字符/],
    ['half a surrogate pair', '{"title":"a\\ud83d"}', /无法保存的特殊字符/],
    ['too large', `"${'x'.repeat(300_000)}"`, /超过 256 KB/],
    ['an older draft', schemaText({ $schema: 'http://json-schema.org/draft-07/schema#' }), /\$schema 必须是/],
    ['an unknown keyword', schemaText({ properties: { note: text }, surprise: 1 }), /surprise/],
    [
      'an unknown keyword of a field',
      schemaText({ properties: { note: { ...text, maxLenght: 3 } } }),
      /maxLenght/,
    ],
    [
      'a cyclic reference',
      schemaText({
        properties: { a: { $ref: '#/$defs/a' } },
        $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
      }),
      /循环/,
    ],
    [
      'a reference into the net',
      schemaText({ properties: { a: { $ref: 'https://example.com/x.json' } } }),
      /引用/,
    ],
    [
      'a reference into a file',
      schemaText({ properties: { a: { $ref: 'other.schema.json#/$defs/a' } } }),
      /引用/,
    ],
    ['a reference to nothing', schemaText({ properties: { a: { $ref: '#/$defs/toString' } } }), /不存在/],
    ['a dynamic reference', schemaText({ properties: { a: { $dynamicRef: '#a' } } }), /\$dynamicRef/],
    [
      'doubling references',
      schemaText({ properties: { a: { $ref: '#/$defs/a0' } }, $defs: doublingDefinitions(20) }),
      /过大/,
    ],
    [
      'a field without title',
      schemaText({ properties: { note: { type: 'string', maxLength: 5 } } }),
      /缺少标题/,
    ],
    [
      'a text without limit',
      schemaText({ properties: { note: { title: '备注', type: 'string' } } }),
      /maxLength/,
    ],
    [
      'rows without limit',
      schemaText({
        properties: {
          rows: {
            title: '表',
            type: 'array',
            items: { type: 'object', additionalProperties: false, properties: { note: text } },
          },
        },
      }),
      /maxItems/,
    ],
    [
      'open rows',
      schemaText({
        properties: {
          rows: {
            title: '表',
            type: 'array',
            maxItems: 3,
            items: { type: 'object', properties: { note: text } },
          },
        },
      }),
      /additionalProperties/,
    ],
    [
      'an open form',
      JSON.stringify({ $id: 's', title: '样表', type: 'object', properties: { note: text } }),
      /additionalProperties/,
    ],
    [
      'an unknown widget',
      schemaText({ properties: { note: { ...text, 'x-ui': { widget: 'script' } } } }),
      /控件 script 不存在/,
    ],
    [
      'a widget that does not fit',
      schemaText({ properties: { note: { ...text, 'x-ui': { widget: 'money' } } } }),
      /不适用于类型 string/,
    ],
    [
      'an unknown hint',
      schemaText({ properties: { note: { ...text, 'x-ui': { html: '<b>' } } } }),
      /未知的提示 html/,
    ],
    [
      'a hint that is neither true nor false',
      schemaText({ properties: { note: { ...text, 'x-ui': { inCourse: '是' } } } }),
      /x-ui.inCourse 只能是 true 或 false/,
    ],
    [
      'a table that the course is to tell',
      schemaText({
        properties: {
          rows: {
            title: '记录',
            type: 'array',
            maxItems: 3,
            items: { type: 'object', additionalProperties: false, properties: { note: text } },
            'x-ui': { inCourse: true },
          },
        },
      }),
      /x-ui.inCourse 只用于文字和单个值字段/,
    ],
    [
      'a person without group',
      schemaText({ properties: { who: { title: '人', type: 'integer', 'x-ui': { widget: 'person' } } } }),
      /group/,
    ],
    [
      'money without cents',
      schemaText({ properties: { price: { title: '价', type: 'number', 'x-ui': { widget: 'money' } } } }),
      /multipleOf/,
    ],
    [
      'the name of a prototype method',
      schemaText({ properties: { constructor: text } }),
      /字段名 constructor 无效/,
    ],
    [
      'a section with an unknown field',
      schemaText({
        properties: { note: text },
        'x-ui': { sections: [{ title: '一', fields: ['toString'] }] },
      }),
      /toString 不存在/,
    ],
    [
      'an if that absent fields satisfy',
      schemaText({
        properties: { note: text, why: text },
        ...condition({ properties: { note: { const: 'a' } } }, { required: ['why'] }),
      }),
      /列入 required/,
    ],
    [
      'an if that browsers can not follow',
      schemaText({
        properties: { note: text, why: text },
        ...condition({ properties: { note: { minLength: 3 } }, required: ['note'] }, { required: ['why'] }),
      }),
      /const 或 enum/,
    ],
    [
      'a pattern that no linear engine runs',
      schemaText({ properties: { note: { ...text, pattern: '^(a+)\\1$' } } }),
      /反向引用/,
    ],
  ])('refuses %s', (_what, content, reason) => {
    const parse = () => parseForm('forms/sample.schema.json', content);
    expect(parse).toThrow(InvalidFormDefinition);
    expect(parse).toThrow(reason);
  });

  test('refuses __proto__ as a field', () => {
    const content = schemaText({ properties: { note: text } }).replace('"note"', '"__proto__"');
    expect(() => parseForm('sample.schema.json', content)).toThrow(/__proto__/);
  });

  test.each(['Sample.schema.json', 'sample.json', '.schema.json', '../a b.schema.json'])(
    'refuses the file name %s',
    (name) => {
      expect(() => parseForm(name, schemaText({ properties: { note: text } }))).toThrow(/文件名/);
    },
  );
});

describe('loadForms', () => {
  const sample = { path: 'a/sample.schema.json', text: schemaText({ properties: { note: text } }) };

  test('refuses two forms with the same name', () => {
    expect(() => loadForms([sample, { ...sample, path: 'b/sample.schema.json' }])).toThrow(/同名/);
  });

  test('refuses a summary of a form that does not exist', () => {
    const content = schemaText({ properties: { note: text }, 'x-ui': { summaryOf: ['missing'] } });
    expect(() => loadForms([{ path: 'sample.schema.json', text: content }])).toThrow(/missing 不存在/);
  });

  test('refuses one name with two meanings', () => {
    const other = schemaText({ properties: { note: { title: '备注', type: 'integer' } } });
    expect(() => loadForms([sample, { path: 'other.schema.json', text: other }])).toThrow(/note.*类型不同/);
  });
});

function doublingDefinitions(count: number): Record<string, unknown> {
  const definitions: Record<string, unknown> = {};
  for (let index = 0; index < count; index += 1) {
    const next = { $ref: `#/$defs/a${index + 1}` };
    definitions[`a${index}`] = { allOf: [next, next] };
  }
  definitions[`a${count}`] = text;
  return definitions;
}
