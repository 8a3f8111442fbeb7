import type { Request, Response } from 'express';
import type { z } from 'zod';
import { readSubmission } from '../../../../forms/submission/readSubmission.js';
import { formView } from '../../../../forms/view/formView.js';
import { fieldLabels } from '../../../../forms/web/fieldLabels.js';
import { type FieldError, InvalidForm } from '../../../../platform/errors.js';
import { form as bodyOf, formFields, formWith, wholeNumber } from '../../../../platform/web/bodyShapes.js';
import type { Web } from '../../../../platform/web/deps.js';
import { personOf } from '../../../../platform/web/person.js';
import { renderPage } from '../../../../platform/web/renderPage.js';
import type { DirectoryKind } from '../../model/directoryChanges.js';
import { directoryForm, directoryFormContext } from '../../model/directoryForms.js';
import { selectDirectory } from '../../read/directory.js';

type Data = Record<string, unknown>;

/** A department, position or person as its form sends it. */
export const recordBody = formWith({ _revision: wholeNumber }, { fields: formFields });
/** A button for a record as it was shown. */
export const revisionBody = bodyOf({ _revision: wholeNumber });

/** The page around the form of a department, position or person. */
export interface RecordPage {
  kind: DirectoryKind;
  title: string;
  /** Where it is posted to. */
  action: string;
  revision: number;
  back: { href: string; label: string };
  note?: string;
}

/** Shows the form with the data of a record, or with what was typed and its errors. */
export async function showRecordForm(
  web: Web,
  req: Request,
  res: Response,
  page: RecordPage,
  data: Data,
  errors: FieldError[] = [],
): Promise<void> {
  const person = personOf(req);
  const moment = { now: web.runtime.clock.now(), timeZone: web.config.timeZone };
  const context = directoryFormContext(await selectDirectory(web.runtime.db), person, moment);
  await renderPage(web, req, res, 'people/directory/form', {
    ...page,
    form: formView(directoryForm(page.kind, person), data, errors, context),
  });
}

/** Reads the posted form and saves it; a refused form is shown again with what was typed (422). */
export async function submitRecord(
  web: Web,
  req: Request,
  res: Response,
  page: RecordPage,
  body: z.output<typeof recordBody>,
  save: (input: { data: Data; revision: number }) => Promise<void>,
): Promise<void> {
  const form = directoryForm(page.kind, personOf(req));
  res.locals.fieldLabels = fieldLabels(form);
  const revision = body._revision;
  const { data, errors } = readSubmission(form, body.fields, { timeZone: web.config.timeZone });
  try {
    if (errors.length > 0) throw new InvalidForm(errors);
    await save({ data, revision });
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showRecordForm(web, req, res, { ...page, revision }, data, error.errors);
  }
}

/** The data that a record's form starts with: its non-empty fields. */
export function formData(facts: object, names: readonly string[]): Data {
  return Object.fromEntries(
    names
      .map((name) => [name, (facts as Data)[name]] as const)
      .filter(([, value]) => value !== null && value !== undefined),
  );
}
