import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Form } from '../../../forms/schema/types.js';
import { formView } from '../../../forms/view/formView.js';
import { prefill } from '../../../forms/view/prefill.js';
import { fieldLabels } from '../../../forms/web/fieldLabels.js';
import {
  actionName,
  type FormAction,
  lostUploads,
  readTypedValues,
  receiveForm,
} from '../../../forms/web/formSubmission.js';
import { InvalidForm } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { formFields, formWith, hiddenText, requestKey } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { wantsJson } from '../../../platform/web/middleware/wantsJson.js';
import { formatMoment } from '../../../platform/web/moments.js';
import { keyParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { dataOf, type FormRedisplay, loadFormContext, redisplayOf } from '../../customers/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { loadStartable, startFormOf } from '../commands/startTicket.js';
import { type SubmitStartInput, submitStart } from '../commands/submitStart.js';
import { fillableStarts } from '../model/eventElements.js';
import { selectStartDraft } from '../read/startDraft.js';
import { startableProcesses } from './startable.js';

/** A start form with what the page adds. Its key recognises a second click; a post without one gets a new key. */
const startBody = formWith(
  {
    _processKey: hiddenText(100),
    _requestKey: requestKey,
    _startId: hiddenText().optional(),
    _action: actionName,
  },
  { fields: formFields },
);

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

const pageQuery = query({ start: askedText() });

/** GET /tickets/new/:processKey */
export const startPage: Handler = async (web, req, res) => {
  const definition = await loadStartableFor(web, req, keyParameter(req, '流程', 'processKey'));
  await showStartPage(web, req, res, {
    definition,
    startId: pageQuery(req).start ?? null,
    requestKey: crypto.randomUUID(),
  });
};

/** POST /tickets, also for buttons of the form without their own URL. */
export const start = receives(startBody, (web, req, res, body) => submit(web, req, res, body));
/** POST /tickets/draft */
export const draft = receives(startBody, (web, req, res, body) =>
  submit(web, req, res, body, { kind: 'draft' }),
);

async function submit(
  web: Web,
  req: Request,
  res: Response,
  body: z.output<typeof startBody>,
  forced?: { kind: 'draft' },
): Promise<void> {
  const { _processKey: processKey, _requestKey: key } = body;
  const { sent, ...pressed } = await receiveForm(web, req, body);
  const action = pressed.action.kind === 'complete' ? (forced ?? pressed.action) : pressed.action;
  const onFormLoaded = (form: Form) => {
    res.locals.fieldLabels = fieldLabels(form);
  };
  const startId = body._startId || null;
  const input = { processKey, startId, sent, kind: kindOf(action), requestKey: key, onFormLoaded };
  const again = async (redisplay: FormRedisplay) => {
    const definition = await loadStartableFor(web, req, processKey);
    await showStartPage(web, req, res, { definition, startId, requestKey: key }, redisplay);
  };
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

interface StartPage {
  definition: DeployedDefinition;
  /** The start event that was chosen, of several. */
  startId: string | null;
  requestKey: string;
}

async function showStartPage(
  web: Web,
  req: Request,
  res: Response,
  { definition, startId, ...page }: StartPage,
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
    requestKey: page.requestKey,
    form: formView(form, values, redisplay?.errors ?? [], context, redisplay?.lookups ?? {}),
    draftSavedAt: saved ? formatMoment(saved.savedAt, web.config.timeZone) : null,
    back: { href: paths.newTicket(), label: '选择流程' },
  });
}
