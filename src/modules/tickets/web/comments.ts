import type { Request, Response } from 'express';
import { attachmentFolder } from '../../../forms/web/formSubmission.js';
import { type FieldError, InvalidForm, InvalidUpload } from '../../../platform/errors.js';
import { type KeptUpload, keepUpload } from '../../../platform/files/storeAttachment.js';
import { runCommand } from '../../../platform/runCommand.js';
import { chosenIds, form, nothing, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { acknowledgeCopy } from '../commands/acknowledgeCopy.js';
import { commentTicket } from '../commands/commentTicket.js';
import { copyTicket } from '../commands/copyTicket.js';
import { selectPeopleToCopy } from '../read/ticketPeople.js';
import { selectTicketInShort } from '../read/ticketTrace.js';
import { showTicket } from './tickets.js';

const copyBody = form({ 'person.id': chosenIds('抄送给'), note: text('说明') });

/** GET /tickets/:number/copies */
export const askCopy: Handler = (web, req, res) =>
  showCopy(web, req, res, { people: [], note: '', errors: [] });

/** POST /tickets/:number/copies */
export const copy = receives(copyBody, async (web, req, res, { 'person.id': personIds, note }) => {
  const number = ticketNumberParameter(req);
  try {
    const { receivers } = await runCommand(web.runtime, personOf(req), copyTicket, {
      number,
      personIds,
      note,
    });
    flash(req, 'success', `已抄送给${receivers.join('、')}。`);
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showCopy(web, req, res, { people: personIds, note, errors: error.errors });
  }
});

/** POST /tickets/:number/copy-receipt */
export const acknowledge = receives(nothing, async (web, req, res) => {
  const number = ticketNumberParameter(req);
  await runCommand(web.runtime, personOf(req), acknowledgeCopy, { number });
  flash(req, 'success', '已标为已阅。');
  res.redirect(303, paths.ticket(number));
});

/** POST /tickets/:number/comments */
export const comment = receives(form({ text: text('评论内容') }), async (web, req, res, { text: typed }) => {
  const number = ticketNumberParameter(req);
  try {
    const uploads = await keepFiles(web, req);
    const input = { number, text: typed, uploads };
    const { mentioned } = await runCommand(web.runtime, personOf(req), commentTicket, input);
    flash(
      req,
      'success',
      mentioned.length > 0 ? `评论已发出，并通知${mentioned.join('、')}。` : '评论已发出。',
    );
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    if (!(error instanceof InvalidForm || error instanceof InvalidUpload)) throw error;
    const message = error instanceof InvalidForm ? (error.errors[0]?.message ?? '') : error.message;
    res.status(422);
    await showTicket(web, req, res, number, { text: typed, error: message });
  }
});

const maxFiles = 10;

/** Checks and stores the attached files; browsers send an empty one if none was chosen. @throws {InvalidUpload} */
async function keepFiles(web: Web, req: Request): Promise<KeptUpload[]> {
  const sent = Array.isArray(req.files) ? req.files : [];
  const chosen = sent.filter(({ fieldname, originalname }) => fieldname === 'files' && originalname !== '');
  if (chosen.length > maxFiles) throw new InvalidUpload(`一次最多上传 ${maxFiles} 个文件。`);
  const kept: KeptUpload[] = [];
  for (const { path: temporaryPath, originalname: originalName, size } of chosen) {
    kept.push(await keepUpload(attachmentFolder(web), { temporaryPath, originalName, size }));
  }
  return kept;
}

async function showCopy(
  web: Web,
  req: Request,
  res: Response,
  typed: { people: readonly number[]; note: string; errors: FieldError[] },
): Promise<void> {
  const person = personOf(req);
  const { db } = web.runtime;
  const { ticket, definition } = await selectTicketInShort(db, person, ticketNumberParameter(req));
  const others = (await selectPeopleToCopy(db)).filter(({ id }) => id !== person.id);
  const departments = [...new Set(others.map(({ department }) => department))];
  await renderPage(web, req, res, 'tickets/copy', {
    title: `抄送工单 ${ticket.number}`,
    subtitle: `${definition.name} · ${ticket.title}`,
    number: ticket.number,
    departments: departments.map((name) => ({
      name,
      people: others
        .filter(({ department }) => department === name)
        .map((one) => ({ ...one, checked: typed.people.includes(one.id) })),
    })),
    note: typed.note,
    errors: errorsByField(typed.errors),
    back: { href: paths.ticket(ticket.number), label: `工单 ${ticket.number}` },
  });
}
