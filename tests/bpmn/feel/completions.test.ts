import { describe, expect, test } from 'vitest';
import { builtInHelp } from '../../../src/bpmn/feel/index.js';
import { completionsAt } from '../../../src/browser/processes/designer/fields/feelCompletions.js';

const variables = [
  {
    name: 'category',
    title: '服务类别',
    form: 'request',
    formTitle: '报修登记',
    values: [{ value: 'A', title: 'A 收费服务' }],
  },
  {
    name: 'customer',
    title: '客户',
    fields: [
      { name: 'name', title: '名称' },
      { name: 'level', title: '等级', values: [{ value: 'vip', title: '重点' }] },
    ],
  },
];
const offered = (text: string) => completionsAt(text, text.length, variables, false);

describe('while an expression is typed', () => {
  test('data are offered with code, title and form', () => {
    expect(offered('not(categ').entries[0]).toEqual({
      title: 'category',
      detail: '服务类别 · 报修登记',
      insert: 'category',
    });
    expect(offered('服务类').entries.map(({ insert }) => insert)).toContain('category');
  });

  test('options are offered after the datum', () => {
    expect(offered('category = ').entries.map(({ insert }) => insert)).toEqual(['"A"']);
  });

  test('entries are offered after the record, with their options', () => {
    expect(offered('not(customer.').entries.map(({ insert }) => insert)).toEqual(['name', 'level']);
    expect(offered('customer.等').entries).toEqual([{ title: 'level', detail: '等级', insert: 'level' }]);
    expect(offered('customer.level = ').entries.map(({ insert }) => insert)).toEqual(['"vip"']);
    expect(offered('somebody.').entries).toEqual([]);
    expect(offered('1.').entries).toEqual([]);
  });

  test('every function is offered by its name and explained in Chinese', () => {
    for (const { name, meaning } of builtInHelp.flatMap(({ functions }) => functions)) {
      const typed = name.slice(0, -1);
      const { from, entries } = offered(`1 + ${typed}`);
      expect(entries, name).toContainEqual({ title: `${name}()`, detail: meaning, insert: `${name}()` });
      expect(from, name).toBe(4);
    }
  });

  test('words before a name of several words do not hide it, and nothing is offered inside a text', () => {
    const { from, entries } = offered('true and round h');
    expect([from, entries.map(({ insert }) => insert)]).toEqual([
      9,
      ['round half up()', 'round half down()'],
    ]);
    expect(offered('category = "round h').entries).toEqual([]);
  });
});
