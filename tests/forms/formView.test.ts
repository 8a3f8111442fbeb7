import { describe, expect, test } from 'vitest';
import { formView } from '../../src/forms/view/formView.js';
import { summaryView } from '../../src/forms/view/summaryView.js';
import type { FieldView, FormView } from '../../src/forms/view/viewTypes.js';
import { context, departmentForm, departmentForms } from './departmentForms.js';
import { renderForm, renderSummary } from './renderForm.js';
import { widgetsForm } from './widgetsForm.js';

const guidance = departmentForm('remote-guidance');
const request = departmentForm('remote-service-request');
const contact = {
  at: '2026-11-23T07:10:00.000Z',
  channel: 'phone',
  spokeWith: '宋宁',
  content: '请断电检查',
};

function field(view: FormView, name: string): FieldView {
  const found = view.sections
    .flatMap((section) => section.fields)
    .find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

describe('formView', () => {
  test('groups all fields into sections, each once', () => {
    for (const form of [...departmentForms.values(), widgetsForm]) {
      const names = formView(form, {}, [], context).sections.flatMap((section) =>
        section.fields.map(({ name }) => name),
      );
      expect(names.toSorted()).toEqual(Object.keys(form.schema.properties).toSorted());
    }
  });

  test('ties an error to its input and to the summary at the top', () => {
    const errors = [
      { path: 'symptom', message: '请填写故障现象', namesField: true as const },
      { path: 'customer.phone', message: '电话号码格式不正确' },
      { path: 'customer.contact', message: '应为联系人的全名' },
      { path: '', message: '工单已更新' },
    ];
    const view = formView(request, {}, errors, context);
    expect(view.errors).toEqual([
      { message: '请填写故障现象', label: null, href: '#f-symptom' },
      { message: '电话号码格式不正确', label: '联系电话', href: '#f-customer-phone' },
      { message: '应为联系人的全名', label: '联系人', href: '#f-customer-contact' },
      { message: '工单已更新', label: null, href: null },
    ]);
    expect(field(view, 'symptom')).toMatchObject({
      invalid: true,
      describedBy: 'f-symptom-help f-symptom-error',
    });
    const html = renderForm(view);
    for (const id of ['f-symptom', 'f-symptom-error', 'f-customer-phone-error'])
      expect(html).toContain(`id="${id}"`);
  });

  test('every id is unique and every reference has its target', () => {
    for (const form of [...departmentForms.values(), widgetsForm]) {
      const lookups = { customer: [{ value: { id: 7, name: '海天' }, label: '海天 · 青岛' }] };
      const errors = Object.keys(form.schema.properties).map((path) => ({ path, message: '有误' }));
      const html = renderForm(formView(form, { contacts: [contact] }, errors, context, lookups));
      const page = html.replace(/<template[\s\S]*?<\/template>/g, '');
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = [...page.matchAll(/ (?:for|aria-describedby|aria-labelledby|href)="#?([^"/]+)"/g)];
      for (const id of targets.flatMap(([, value]) => value!.split(' '))) expect(ids).toContain(id);
    }
  });

  test('shows earlier rows as text and only the new ones as inputs', () => {
    const variables = { contacts: [{ ...contact, content: '<i>第一次</i>' }] };
    const html = renderForm(formView(guidance, { contacts: [contact] }, [], { ...context, variables }));
    expect(html).toContain('&lt;i&gt;第一次&lt;/i&gt;');
    expect(html).toContain('2026-11-23 15:10');
    expect(html).toContain('name="contacts.0.content"');
    expect(html).not.toContain('name="contacts.1.content"');
  });

  test('tells the browser when a field is asked for', () => {
    const condition = field(formView(guidance, {}, [], context), 'onsiteParts').showWhen;
    expect(JSON.parse(condition ?? '')).toEqual([[{ name: 'outcome', values: ['onsite'], negated: false }]]);
    expect(field(formView(guidance, {}, [], context), 'diagnosis').showWhen).toBeNull();
  });

  test('cards for few options, a list for many, check boxes for several', () => {
    expect(field(formView(guidance, {}, [], context), 'outcome').cards).toBe(true);
    expect(field(formView(request, {}, [], context), 'channel').cards).toBe(false);
    const feedback = formView(
      departmentForm('service-feedback'),
      { informedPersons: ['customer'] },
      [],
      context,
    );
    const informed = field(feedback, 'informedPersons');
    expect(informed).toMatchObject({ cards: true, multiple: true });
    expect(informed.options?.filter((option) => option.selected).map((option) => option.value)).toEqual([
      'customer',
    ]);
  });

  test('matches of a look-up are radio buttons with the record; an empty result is reported', () => {
    const lookups = { customer: [{ value: { id: 7, name: '海天"机械' }, label: '海天"机械 · 青岛' }] };
    const html = renderForm(formView(request, {}, [], context, lookups));
    expect(html).toContain(
      'name="customer.pick" value="{&quot;id&quot;:7,&quot;name&quot;:&quot;海天\\&quot;机械&quot;}"',
    );
    expect(renderForm(formView(request, {}, [], context, { product: [] }))).toContain('档案中没有匹配的记录');
  });

  test('an attachment link has a number in it or is no link', () => {
    const attachments = [{ id: 'javascript:alert(1)', name: 'x', size: 1, sha256: '' }];
    expect(renderForm(formView(request, { attachments }, [], context))).not.toContain('javascript:');
  });

  test('needs no inline style or script', () => {
    for (const form of [...departmentForms.values(), widgetsForm]) {
      expect(renderForm(formView(form, { contacts: [contact] }, [], context))).not.toMatch(
        / style=| on[a-z]+=|<script/,
      );
    }
  });
});

describe('summaryView', () => {
  test('shows titles, names, local times and units, and leaves out what is empty', () => {
    const data = { contacts: [contact], hours: 1.5, outcome: 'solved', diagnosis: '' };
    const view = summaryView(guidance, data, context);
    expect(view.sections.map((section) => section.title)).toEqual(['联系记录', '诊断与处理', '处理结果']);
    expect(view.sections[0]?.items[0]?.table?.rows[0]?.cells.map((cell) => cell.text)).toEqual([
      '2026-11-23 15:10',
      '电话',
      '宋宁',
      '请断电检查',
      '',
    ]);
    expect(view.sections[1]?.items.map((item) => item.text)).toEqual(['1.5 小时']);
    expect(view.sections[2]?.items.map((item) => item.text)).toEqual(['已解决']);
  });

  test('names people and the parts of a customer', () => {
    const data = { engineer: 5, customer: { id: 7, name: '海天', phone: '13800000000' } };
    const texts = summaryView(departmentForm('technical-service-task'), data, context)
      .sections.flatMap((section) => section.items)
      .map((item) => item.text);
    expect(texts).toEqual(['客户名称：海天\n联系电话：13800000000', '李工']);
  });

  test('lists files with their links', () => {
    const attachments = [{ id: 4, name: '<来函>.pdf', size: 2048, sha256: '' }, { id: '../x' }, null];
    const html = renderSummary(summaryView(request, { attachments }, context));
    expect(html).toContain('href="/attachments/4">&lt;来函&gt;.pdf</a>');
    expect(html).toContain('2 KB');
    expect(html).not.toContain('../x');
  });

  test('reports when nothing was filled in', () => {
    expect(renderSummary(summaryView(request, {}, context))).toContain('没有填写内容');
  });
});
