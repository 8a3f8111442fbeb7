import type { Request, Response } from 'express';
import type { Form } from '../../../forms/schema/types.js';
import { formView } from '../../../forms/view/formView.js';
import { prefill } from '../../../forms/view/prefill.js';
import { fieldLabels } from '../../../forms/web/fieldLabels.js';
import {
  type FormAction,
  lostUploads,
  readTypedValues,
  receiveForm,
} from '../../../forms/web/formSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { wantsJson } from '../../../platform/web/middleware/wantsJson.js';
import { formatMoment } from '../../../platform/web/moments.js';
import { bodyText, queryText } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { dataOf, type FormRedisplay, loadFormContext, redisplayOf } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { loadStartable, startFormOf } from '../commands/startTicket.js';
import { type SubmitStartInput, submitStart } from '../commands/submitStart.js';
import { fillableStarts } from '../model/eventElements.js';
import { selectStartDraft } from '../read/startDraft.js';
import { startableProcesses } from './startable.js';

/** GET /tickets/new: the processes that the person may start. */
export const choose: Handler = async (web, req, res) => {
  const startable = await startableProcesses(web, personOf(req));
  await renderPage(web, req, res, 'tickets/new', {
    title: '新建工单',
    processes: startable.flatMap((definition) => startChoices(definition)),
  });
};

/** A card for each start event that a person fills in. */
function startChoices({ row, elements }: DeployedDefinition) {
  const starts = fillableStarts(elements.values());
  const card = {
    documentation: elements.get(row.key)?.documentation ?? null,
    diagramHref: paths.process(row.key),
  };
  if (starts.length < 2) return [{ ...card, name: row.name, href: paths.startPage(row.key) }];
  return starts.map(({ id, name }) => ({
    ...card,
    name: `${row.name}：${name ?? id}`,
    href: paths.startPage(row.key, id),
  }));
}

/** GET /tickets/new/:processKey */
export const startPage: Handler = async (web, req, res) => {
  const definition = await loadStartableFor(web, req, String(req.params.processKey));
  await showStartPage(web, req, res, { definition, startId: queryText(req, 'start') ?? null });
};

/** POST /tickets, also for buttons of the form without their own URL. */
export const start: Handler = (web, req, res) => submit(web, req, res);
/** POST /tickets/draft */
export const draft: Handler = (web, req, res) => submit(web, req, res, { kind: 'draft' });

async function submit(web: Web, req: Request, res: Response, forced?: { kind: 'draft' }): Promise<void> {
  const processKey = bodyText(req, '_processKey', 100);
  const startId = bodyText(req, '_startId', 200) || null;
  const { sent, ...pressed } = await receiveForm(web, req);
  const action = pressed.action.kind === 'complete' ? (forced ?? pressed.action) : pressed.action;
  const onFormLoaded = (form: Form) => {
    res.locals.fieldLabels = fieldLabels(form);
  };
  const input = {
    processKey,
    startId,
    sent,
    kind: kindOf(action),
    requestKey: requestKeyOf(req),
    onFormLoaded,
  };
  const again = async (redisplay: FormRedisplay) =>
    showStartPage(
      web,
      req,
      res,
      { definition: await loadStartableFor(web, req, processKey), startId },
      redisplay,
    );
  try {
    const done = await runCommand(web.runtime, personOf(req), submitStart, input);
    if (done.kind === 'read') {
      if (action.kind === 'addRow' && done.errors.length > 0) res.status(422);
      return again(await redisplayOf(web, action, done));
    }
    if (done.kind === 'draft' && wantsJson(req)) return void res.json({ saved: true });
    const isDraft = done.kind === 'draft';
    flash(req, 'success', isDraft ? '草稿已保存，可以稍后继续填写。' : `工单 ${done.number} 已建立。`);
    res.redirect(303, isDraft ? paths.startPage(processKey, startId) : paths.ticket(done.number));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await again({ data: readTypedValues(web, sent), errors: [...error.errors, ...lostUploads(sent)] });
  }
}

function kindOf({ kind }: FormAction): SubmitStartInput['kind'] {
  if (kind === 'addRow' || kind === 'lookup') return 'read';
  return kind === 'draft' ? 'draft' : 'start';
}

/** @throws {NotFound} {NotAllowed} */
function loadStartableFor(web: Web, req: Request, processKey: string): Promise<DeployedDefinition> {
  const { db: tx, definitions } = web.runtime;
  return loadStartable({ tx, definitions, actor: personOf(req) }, processKey);
}

/** The key made by the start page, which recognises a second click; a post without one gets a new key. */
function requestKeyOf(req: Request): string {
  const key = bodyText(req, '_requestKey', 64);
  return /^[0-9a-f-]{36}$/.test(key) ? key : crypto.randomUUID();
}

async function showStartPage(
  web: Web,
  req: Request,
  res: Response,
  { definition, startId }: { definition: DeployedDefinition; startId: string | null },
  redisplay?: FormRedisplay,
): Promise<void> {
  const { db, clock } = web.runtime;
  const { key, name } = definition.row;
  const person = personOf(req);
  const { form } = startFormOf(definition, startId);
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const context = await loadFormContext(db, [form], person, moment, {});
  const saved = redisplay ? undefined : await selectStartDraft(db, person.id, key, startId);
  const values = (redisplay && dataOf(redisplay, form, {})) ?? saved?.data ?? prefill(form, context);
  await renderPage(web, req, res, 'tickets/start', {
    title: `新建工单：${name}`,
    processKey: key,
    startId,
    processHref: paths.process(key),
    requestKey: requestKeyOf(req),
    form: formView(form, values, redisplay?.errors ?? [], context, redisplay?.lookups ?? {}),
    draftSavedAt: saved ? formatMoment(saved.savedAt, web.config.timeZone) : null,
    back: { href: paths.newTicket(), label: '选择流程' },
  });
}
