import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { FormContext } from '../../../forms/schema/types.js';
import { readSubmission } from '../../../forms/submission/readSubmission.js';
import { formView } from '../../../forms/view/formView.js';
import { summaryItem } from '../../../forms/view/summaryItem.js';
import { fieldLabels } from '../../../forms/web/fieldLabels.js';
import {
  type FieldError,
  InvalidForm,
  NotFound,
  PossibleDuplicates,
  StaleRecord,
} from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { formFields, formWith, tick, wholeNumber } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { hasParameter, idParameter, keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { removeRecord } from '../commands/removeRecord.js';
import { saveRecord } from '../commands/saveRecord.js';
import { type RecordKind, recordForm } from '../model/recordForms.js';
import { dataOfFacts, recordFormContext, selectRecord } from '../steps/customerRecords.js';
import { listNames } from './presenters/customerFile.js';

/** The record and the customer of a request; null for new ones. */
interface Target {
  kind: RecordKind;
  customerId: number | null;
  id: number | null;
}

/** The data with which a refused form is shown again. */
interface RecordRedisplay {
  data: Record<string, unknown>;
  revision: number;
  errors?: FieldError[];
  duplicates?: PossibleDuplicates['found'];
  /** Somebody saved something else meanwhile: the record as it is now. */
  latest?: Record<string, unknown>;
}

const recordBody = formWith({ _revision: wholeNumber, _confirmed: tick('yes') }, { fields: formFields });
/** Its button stands in the form of the record, which is sent along. */
const removalBody = recordBody;

/** GET /customers/new and /customers/:id/:list/new */
export const add: Handler = (web, req, res) =>
  showForm(web, req, res, targetOf(req), { data: {}, revision: 0 });

/** GET /customers/:id/edit and /customers/:id/:list/:recordId/edit */
export const edit: Handler = async (web, req, res) => {
  const target = targetOf(req);
  const { revision, facts, customerId } = await selectRecord(
    web.runtime.db,
    target.kind,
    target.id as number,
  );
  if (customerId !== target.customerId) throw new NotFound('记录');
  await showForm(web, req, res, target, { data: dataOfFacts(facts), revision });
};

/** POST /customers and /customers/:id/:list */
export const create = receives(recordBody, (web, req, res, body) => save(web, req, res, targetOf(req), body));
/** POST /customers/:id and /customers/:id/:list/:recordId */
export const update = receives(recordBody, (web, req, res, body) => save(web, req, res, targetOf(req), body));

/** POST /customers/:id/:list/:recordId/removal: sites and contacts only. */
export const remove = receives(removalBody, async (web, req, res, body) => {
  const { kind, id } = targetOf(req);
  if (kind !== 'site' && kind !== 'contact') throw new NotFound('该页面');
  const input = { kind, id: id as number, revision: body._revision };
  const { customerId } = await runCommand(web.runtime, personOf(req), removeRecord, input);
  flash(req, 'success', `${recordForm(kind).title}已删除，修改记录中可以查到。`);
  res.redirect(303, paths.customer(customerId));
});

async function save(
  web: Web,
  req: Request,
  res: Response,
  target: Target,
  body: z.output<typeof recordBody>,
): Promise<void> {
  const form = recordForm(target.kind);
  res.locals.fieldLabels = fieldLabels(form);
  const { data, errors } = readSubmission(form, body.fields, web.config);
  const revision = body._revision;
  try {
    if (errors.length > 0) throw new InvalidForm(errors);
    const input = { ...target, revision, data, confirmed: body._confirmed };
    const { customerId } = await runCommand(web.runtime, personOf(req), saveRecord, input);
    flash(req, 'success', `${form.title}已保存。`);
    res.redirect(303, paths.customer(customerId));
  } catch (error) {
    const shown = await redisplayOf(web, target, error, { data, revision });
    res.status(error instanceof StaleRecord ? 409 : 422);
    await showForm(web, req, res, target, shown);
  }
}

/** The redisplay that explains a refusal; any other error is thrown again. */
async function redisplayOf(
  web: Web,
  target: Target,
  error: unknown,
  typed: RecordRedisplay,
): Promise<RecordRedisplay> {
  if (error instanceof InvalidForm) return { ...typed, errors: error.errors };
  if (error instanceof PossibleDuplicates) return { ...typed, duplicates: error.found };
  if (!(error instanceof StaleRecord) || target.id === null) throw error;
  const { facts, revision } = await selectRecord(web.runtime.db, target.kind, target.id);
  return { ...typed, revision, latest: dataOfFacts(facts) };
}

async function showForm(
  web: Web,
  req: Request,
  res: Response,
  target: Target,
  shown: RecordRedisplay,
): Promise<void> {
  const { kind, customerId, id } = target;
  const form = recordForm(kind);
  const { db, clock } = web.runtime;
  const context = await recordFormContext(db, customerId, {
    now: clock.now(),
    timeZone: web.config.timeZone,
  });
  const owner = customerId === null ? null : (await selectRecord(db, 'customer', customerId)).facts.name;
  await renderPage(web, req, res, 'customers/record', {
    title: `${id === null ? '新增' : '修改'}${form.title}`,
    subtitle: kind === 'customer' ? null : owner,
    form: formView(form, shown.data, shown.errors ?? [], context),
    action: actionOf(target),
    revision: shown.revision,
    duplicates: shown.duplicates?.map((found) => ({ ...found, href: paths.customer(found.customerId) })),
    latest: shown.latest && differences(kind, shown.data, shown.latest, context),
    removal:
      id !== null && customerId !== null && (kind === 'site' || kind === 'contact')
        ? paths.fileRecordRemoval(customerId, listNames[kind], id)
        : null,
    back:
      customerId === null
        ? { href: paths.customers(), label: '客户档案' }
        : { href: paths.customer(customerId), label: owner },
  });
}

function differences(
  kind: RecordKind,
  typed: Record<string, unknown>,
  latest: Record<string, unknown>,
  context: FormContext,
) {
  return Object.entries(recordForm(kind).schema.properties)
    .filter(([name]) => typed[name] !== latest[name])
    .map(([name, schema]) => ({
      label: schema.title,
      text: latest[name] === undefined ? '（空）' : summaryItem(schema, latest[name], context)?.text,
    }));
}

function actionOf({ kind, customerId, id }: Target): string {
  if (customerId === null) return paths.customers();
  if (kind === 'customer') return paths.customer(customerId);
  const list = listNames[kind];
  return id === null ? paths.fileRecords(customerId, list) : paths.fileRecord(customerId, list, id);
}

const kinds = Object.entries(listNames) as [keyof typeof listNames, string][];

/** @throws {NotFound} for a list or an id that can't be */
function targetOf(req: Request): Target {
  const customerId = hasParameter(req, 'id') ? idParameter(req, '客户') : null;
  if (!hasParameter(req, 'list')) return { kind: 'customer', customerId, id: customerId };
  const kind = kinds.find(([, list]) => list === keyParameter(req, '记录', 'list'))?.[0];
  if (!kind) throw new NotFound('该页面');
  const id = hasParameter(req, 'recordId') ? idParameter(req, '记录', 'recordId') : null;
  return { kind, customerId, id };
}
