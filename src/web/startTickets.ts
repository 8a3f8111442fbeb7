import type { Request, Response } from 'express';
import type { DeployedDefinition } from '../commands/definitionCache.js';
import { loadFormContext } from '../commands/loadFormContext.js';
import { runCommand } from '../commands/runCommand.js';
import { saveStartDraft } from '../commands/saveStartDraft.js';
import { starterGroupsOf, startTicket } from '../commands/startTicket.js';
import { InvalidForm, NotAllowed, NotFound } from '../errors.js';
import { formView } from '../forms/formView.js';
import { prefill } from '../forms/prefill.js';
import type { Form } from '../forms/types.js';
import { selectProcess } from '../queries/processes.js';
import { selectStartDraft } from '../queries/startDraft.js';
import { whyNotStart } from '../rules/starting.js';
import type { Handler, Web } from './deps.js';
import { fieldLabels } from './fieldLabels.js';
import { flash } from './flash.js';
import { type FormRedisplay, lookupMatches } from './formRedisplay.js';
import { readFormSubmission } from './formSubmission.js';
import { wantsJson } from './middleware/wantsJson.js';
import { bodyText } from './parameters.js';
import { paths } from './paths.js';
import { personOf } from './person.js';
import { formatMoment } from './presenters/moments.js';
import { renderPage } from './renderPage.js';
import { startableProcesses } from './startable.js';

/** GET /tickets/new: the processes that the person may start. */
export const choose: Handler = async (web, req, res) => {
  const startable = await startableProcesses(web, personOf(req));
  await renderPage(web, req, res, 'tickets/new', {
    title: '新建工单',
    processes: startable.map(({ row, elements }) => ({
      name: row.name,
      documentation: elements.get(row.key)?.documentation ?? null,
      href: paths.startPage(row.key),
      diagramHref: paths.process(row.key),
    })),
  });
};

/** GET /tickets/new/:processKey */
export const startPage: Handler = async (web, req, res) => {
  const definition = await loadStartable(web, req, String(req.params.processKey));
  await showStartPage(web, req, res, definition);
};

/** POST /tickets, also for the buttons that need no other address. */
export const start: Handler = (web, req, res) => submit(web, req, res);
/** POST /tickets/draft */
export const draft: Handler = (web, req, res) => submit(web, req, res, { kind: 'draft' });

async function submit(web: Web, req: Request, res: Response, forced?: { kind: 'draft' }): Promise<void> {
  const processKey = bodyText(req, '_processKey', 100);
  const definition = await loadStartable(web, req, processKey);
  const form = startFormOf(definition);
  res.locals.fieldLabels = fieldLabels(form);
  const { data, errors, ...submission } = await readFormSubmission(web, req, form, {});
  const action = submission.action.kind === 'complete' ? (forced ?? submission.action) : submission.action;
  const again = (redisplay: FormRedisplay) => showStartPage(web, req, res, definition, redisplay);
  if (action.kind === 'addRow') {
    if (errors.length > 0) res.status(422);
    return again({ data, errors });
  }
  if (action.kind === 'lookup') return again({ data, lookups: await lookupMatches(web, data, action) });
  if (action.kind === 'draft') return keepDraft(web, req, res, { processKey, data });
  try {
    if (errors.length > 0) throw new InvalidForm(errors);
    const input = { processKey, data, requestKey: requestKeyOf(req) };
    const { number } = await runCommand(web.runtime, personOf(req), startTicket, input);
    flash(req, 'success', `工单 ${number} 已建立。`);
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await again({ data, errors: error.errors });
  }
}

async function keepDraft(
  web: Web,
  req: Request,
  res: Response,
  input: { processKey: string; data: Record<string, unknown> },
): Promise<void> {
  await runCommand(web.runtime, personOf(req), saveStartDraft, input);
  if (wantsJson(req)) return void res.json({ saved: true });
  flash(req, 'success', '草稿已保存，可以稍后继续填写。');
  res.redirect(303, paths.startPage(input.processKey));
}

/** @throws {NotFound} {NotAllowed} */
async function loadStartable(web: Web, req: Request, processKey: string): Promise<DeployedDefinition> {
  const { db, definitions } = web.runtime;
  const { definition } = await selectProcess(db, processKey);
  const deployed = await definitions.load(db, definition.id);
  const refusal = whyNotStart(personOf(req), starterGroupsOf(deployed));
  if (refusal) throw new NotAllowed(refusal);
  return deployed;
}

function startFormOf(definition: DeployedDefinition): Form {
  const form = definition.forms.get(definition.row.startFormKey ?? '')?.form;
  if (!form) throw new NotFound('发起表单');
  return form;
}

/** The key that the start page made; whoever posts without one can't be told from a second click, so gets a new one. */
function requestKeyOf(req: Request): string {
  const key = bodyText(req, '_requestKey', 64);
  return /^[0-9a-f-]{36}$/.test(key) ? key : crypto.randomUUID();
}

async function showStartPage(
  web: Web,
  req: Request,
  res: Response,
  definition: DeployedDefinition,
  redisplay?: FormRedisplay,
): Promise<void> {
  const { db, clock } = web.runtime;
  const { key, name } = definition.row;
  const person = personOf(req);
  const form = startFormOf(definition);
  const moment = { now: clock.now(), timeZone: web.config.timeZone };
  const context = await loadFormContext(db, [form], person, moment, {});
  const saved = redisplay ? undefined : await selectStartDraft(db, person.id, key);
  const values = redisplay?.data ?? saved?.data ?? prefill(form, context);
  await renderPage(web, req, res, 'tickets/start', {
    title: `新建工单：${name}`,
    processKey: key,
    processHref: paths.process(key),
    requestKey: requestKeyOf(req),
    form: formView(form, values, redisplay?.errors ?? [], context, redisplay?.lookups ?? {}),
    draftSavedAt: saved ? formatMoment(saved.savedAt, web.config.timeZone) : null,
    back: { href: paths.newTicket(), label: '选择流程' },
  });
}
