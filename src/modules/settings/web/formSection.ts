import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Form } from '../../../forms/schema/types.js';
import { formView } from '../../../forms/view/formView.js';
import { actionName, readFormSubmission } from '../../../forms/web/formSubmission.js';
import { type FieldError, InvalidForm, StaleSetting } from '../../../platform/errors.js';
import { formFields, formWith, text, tick, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Receiver, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import type { SettingKey, SettingValues } from '../model/settings.js';
import { loadSection, type Section } from './sections.js';

type Data = Record<string, unknown>;

/** A setting as its form sends it; the password is that of the mail server. */
const sectionBody = formWith(
  {
    _revision: wholeNumber,
    _action: actionName,
    _password: text('密码', 200),
    _removePassword: tick('true'),
  },
  { fields: formFields },
);
type SectionBody = z.output<typeof sectionBody>;

/** A section of the settings that is edited by a form. */
export interface FormSection<Key extends SettingKey> {
  section: Section<Key>;
  form: Form;
  /** The setting as the form's data; undefined while nobody has set it. */
  toData(value: SettingValues[Key] | undefined): Data;
  /** Runs the command. @throws {InvalidForm} {StaleSetting} */
  save(web: Web, req: Request, data: Data, body: Omit<SectionBody, 'fields'>): Promise<void>;
  /** Views beside the form and their data. */
  extras?(web: Web, req: Request, value: SettingValues[Key] | undefined, errors: FieldError[]): Promise<Data>;
}

export interface FormRedisplay {
  data?: Data;
  errors?: FieldError[];
  extras?: Data;
}

/** GET of a section. */
export function showForm<Key extends SettingKey>(page: FormSection<Key>): Handler {
  return (web, req, res) => renderForm(web, req, res, page);
}

/** POST of a section: saves, or shows what was typed again with the reasons for the refusal. */
export function saveForm<Key extends SettingKey>(page: FormSection<Key>): Receiver {
  return receives(sectionBody, async (web, req, res, body) => {
    const { data, errors, action } = readFormSubmission(web, body, page.form);
    if (action.kind === 'addRow') {
      if (errors.length > 0) res.status(422);
      return renderForm(web, req, res, page, { data, errors });
    }
    try {
      if (errors.length > 0) throw new InvalidForm(errors);
      await page.save(web, req, data, body);
      flash(req, 'success', '设置已保存。');
      res.redirect(303, page.section.href);
    } catch (error) {
      await renderForm(web, req, res, page, { data, errors: refusalErrors(res, error) });
    }
  });
}

/** The errors to show for a refusal, with the status set; any other error is thrown again. */
export function refusalErrors(res: Response, error: unknown): FieldError[] {
  if (error instanceof InvalidForm) {
    res.status(422);
    return error.errors;
  }
  if (!(error instanceof StaleSetting)) throw error;
  res.status(409);
  return [{ path: '', message: `${error.message}请与下面的修改记录核对，确认后再次保存。` }];
}

/** Renders the page of a section: with the setting, or with what was typed and its errors. */
export async function renderForm<Key extends SettingKey>(
  web: Web,
  req: Request,
  res: Response,
  page: FormSection<Key>,
  { data, errors = [], extras = {} }: FormRedisplay = {},
): Promise<void> {
  const { setting, frame } = await loadSection(web, req, page.section);
  const context = {
    now: web.runtime.clock.now().toISOString(),
    timeZone: web.config.timeZone,
    actor: personOf(req),
    people: {},
    variables: {},
  };
  await renderPage(web, req, res, 'settings/form', {
    ...frame,
    ...(await page.extras?.(web, req, setting.value, errors)),
    ...extras,
    form: formView(page.form, data ?? page.toData(setting.value), errors, context),
  });
}
