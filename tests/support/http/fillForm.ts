import { DateTime } from 'luxon';
import type { Locator, Page } from 'playwright-core';
import { dropFieldsNotAskedFor, visibilities } from '../../../src/forms/compute/conditions.js';
import type { ObjectSchema, PropertySchema } from '../../../src/forms/schema/types.js';
import { isMultiple, widgetOf } from '../../../src/forms/widgets/widgetOf.js';
import { sampleFile } from '../../../src/scenarios/files/sampleFiles.js';
import { sign } from './sign.js';

type Data = Record<string, unknown>;

const timeZone = 'Asia/Shanghai';

/**
 * Fills the form on the page with mouse and keyboard: the data of an example, symbols resolved. What the page knows already
 * stays (customer, product, prefilled texts that are equal); fields of the data that do not apply are left out.
 */
export async function fillForm(page: Page, schema: ObjectSchema, data: Data): Promise<void> {
  const form = page.locator('[data-sf-form]');
  const asked = dropFieldsNotAskedFor(schema, data);
  const depends = visibilities(schema);
  const fields = Object.entries(schema.properties ?? {});
  const always = fields.filter(([name]) => !depends.has(name));
  for (const [name, property] of [...always, ...fields.filter(([name]) => depends.has(name))]) {
    if (asked[name] === undefined || property['x-ui']?.compute) continue;
    if (property['x-ui']?.readOnlyWhenSet && (await isShown(form, name))) continue;
    await fillField(page, form, name, property, asked[name]);
  }
}

/** What the ticket knows for good is shown, not asked. */
async function isShown(form: Locator, name: string): Promise<boolean> {
  return (await form.locator(`[data-sf-operand="${name}"]`).count()) > 0;
}

async function fillField(page: Page, form: Locator, name: string, property: PropertySchema, value: unknown) {
  const { name: widget, shape, isFileRecord } = widgetOf(property);
  if (isFileRecord) return fillFileRecord(form, name, value as Data);
  if (widget === 'signature') return sign(page, form.locator(`[data-sf-signature][data-name="${name}"]`));
  if (shape === 'files') return upload(form, name, value as { name: string }[]);
  if (widget === 'rows' || widget === 'scheduleRows') return fillRows(form, name, property, value as Data[]);
  if (widget === 'ratingMatrix' || widget === 'checklist') {
    for (const [key, part] of Object.entries(value as Data)) await setControl(form, `${name}.${key}`, part);
    return;
  }
  if (isMultiple(property)) return tickSeveral(form, name, value as unknown[]);
  return setControl(form, name, widget === 'dateTime' ? localTime(value as string) : value);
}

/** Only what is empty is typed: a known customer's entry comes from the file. */
async function fillFileRecord(form: Locator, name: string, value: Data): Promise<void> {
  for (const [part, text] of Object.entries(value)) {
    const input = form.locator(`[name="${name}.${part}"]:visible`);
    if ((await input.count()) === 1 && (await input.inputValue()) === '') await input.fill(String(text));
  }
}

/** The rows of a table become those of the data: what was proposed besides is removed. */
async function fillRows(form: Locator, name: string, property: PropertySchema, rows: Data[]): Promise<void> {
  const table = form.locator(`[data-sf-rows][data-name="${name}"]`);
  for (const [index, data] of rows.entries()) {
    const row = table.locator('[data-sf-rows-body] > [data-sf-row]').nth(index);
    if ((await row.count()) === 0) await table.getByRole('button', { name: '添加一行' }).click();
    const prefix = await row.locator('[name]').first().getAttribute('name');
    const place = prefix?.slice(0, prefix.indexOf('.', name.length + 1)) as string;
    for (const [column, value] of Object.entries(data)) {
      const schema = property.items?.properties?.[column] as PropertySchema;
      if (schema['x-ui']?.compute) continue;
      if (isMultiple(schema)) await tickSeveral(row, `${place}.${column}`, value as unknown[]);
      else
        await setControl(
          row,
          `${place}.${column}`,
          widgetOf(schema).name === 'dateTime' ? localTime(value as string) : value,
        );
    }
  }
  const spare = table.locator('[data-sf-rows-body] > [data-sf-row]').nth(rows.length);
  while ((await spare.count()) > 0) await spare.locator('[data-sf-remove-row]').click();
}

/** Ticks boxes of a group, which is folded in rows. */
export async function tickSeveral(scope: Locator, name: string, values: unknown[]): Promise<void> {
  for (const value of values) {
    const box = scope.locator(`[name="${name}"][value="${value}"]`);
    const fold = box.locator('xpath=ancestor::details[@data-sf-folded]');
    if ((await fold.count()) > 0 && (await fold.getAttribute('open')) === null)
      await fold.locator('summary').click();
    if (!(await box.isChecked())) await checkCard(scope, name, String(value));
  }
}

async function upload(form: Locator, name: string, files: { name: string }[]): Promise<void> {
  const list = form.locator(`[data-sf-uploads][data-name="${name}"]`);
  const payload = files.map((file) => ({
    name: file.name,
    mimeType: /\.pdf$/.test(file.name) ? 'application/pdf' : 'image/png',
    buffer: sampleFile(file.name),
  }));
  await list.locator('[data-sf-file]').first().setInputFiles(payload);
  await list
    .locator('[data-sf-upload]')
    .nth(files.length - 1)
    .waitFor();
}

/** One control, whatever its kind; cards are chosen by their label. */
async function setControl(scope: Locator, name: string, value: unknown): Promise<void> {
  const controls = scope.locator(`[name="${name}"]:is(select, textarea, input:not([type=hidden]))`);
  const kind = await controls.first().evaluate((control) => {
    const { tagName, type } = control as unknown as { tagName: string; type: string };
    return tagName === 'SELECT' ? 'select' : type;
  });
  if (kind === 'select' && !(await controls.isVisible())) await searchPerson(controls, String(value));
  else if (kind === 'select') await controls.selectOption(String(value));
  else if (kind === 'checkbox') await controls.setChecked(value === true);
  else if (kind === 'radio') await checkCard(scope, name, String(value));
  else await controls.fill(String(value));
}

/** A long list of people is a search box: the name is typed and picked. */
async function searchPerson(list: Locator, value: string): Promise<void> {
  const name = (await list.locator(`option[value="${value}"]`).textContent()) ?? '';
  const box = list.locator('xpath=..').locator('input');
  await box.fill(name);
  await box.press('ArrowDown');
  await box.press('Enter');
}

async function checkCard(scope: Locator, name: string, value: string): Promise<void> {
  const id = await scope.locator(`[name="${name}"][value="${value}"]`).getAttribute('id');
  await scope.locator(`label[for="${id}"]`).click();
}

function localTime(utc: string): string {
  return DateTime.fromISO(utc).setZone(timeZone).toFormat("yyyy-MM-dd'T'HH:mm");
}
