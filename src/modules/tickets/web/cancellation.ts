import type { Request, Response } from 'express';
import type { z } from 'zod';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import { runCommand } from '../../../platform/runCommand.js';
import { form, optionalChoice, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { errorsByField } from '../../../platform/web/errorsByField.js';
import { flash } from '../../../platform/web/flash.js';
import { ticketNumberParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { cancelTicket } from '../commands/cancelTicket.js';
import { whyNotCancel } from '../model/cancelling.js';
import { selectTicketRelations, type TicketRelations } from '../read/relatedTickets.js';
import { selectTicketInShort } from '../read/ticketTrace.js';
import { ticketLink } from './presenters/relatedTickets.js';

const choices = ['cancel', 'keep'] as const;

const cancellationBody = form({
  reason: text('终止原因'),
  children: optionalChoice('下级工单', choices),
});

type Typed = z.output<typeof cancellationBody>;

/** GET /tickets/:number/cancellation: asks for the reason and what happens to active child tickets. */
export const ask: Handler = async (web, req, res) => {
  const trace = await loadTicket(web, req);
  const { number, status } = trace.ticket;
  if (status !== 'active') {
    flash(req, 'warning', '该工单已结束，不能终止。');
    return res.redirect(303, paths.ticket(number));
  }
  const refusal = whyNotCancel(personOf(req), trace.ticket);
  if (refusal) throw new NotAllowed(refusal);
  await showQuestion(web, req, res, trace, { reason: '' }, []);
};

/** POST /tickets/:number/cancellation */
export const cancel = receives(cancellationBody, async (web, req, res, typed) => {
  const trace = await loadTicket(web, req);
  const { number } = trace.ticket;
  try {
    const children = chosenFor(trace.relations, typed.children);
    await runCommand(web.runtime, personOf(req), cancelTicket, { number, reason: typed.reason, children });
    flash(req, 'success', `工单 ${number} 已终止。`);
    res.redirect(303, paths.ticket(number));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showQuestion(web, req, res, trace, typed, error.errors);
  }
});

async function loadTicket(web: Web, req: Request) {
  const { db } = web.runtime;
  const person = personOf(req);
  const found = await selectTicketInShort(db, person, ticketNumberParameter(req));
  return { ...found, relations: await selectTicketRelations(db, person, found.ticket) };
}

const awaitedChildren = ({ children }: TicketRelations) => children.filter((child) => child.isAwaited);

/** @throws {InvalidForm} without a choice for active child tickets */
function chosenFor(relations: TicketRelations, chosen: Typed['children']): 'cancel' | 'keep' {
  if (chosen) return chosen;
  if (awaitedChildren(relations).length === 0) return 'keep';
  throw new InvalidForm([{ path: 'children', message: '请选择下级工单如何处理。' }]);
}

async function showQuestion(
  web: Web,
  req: Request,
  res: Response,
  { ticket, definition, relations }: Awaited<ReturnType<typeof loadTicket>>,
  typed: Typed,
  errors: FieldError[],
): Promise<void> {
  const { parent } = relations;
  await renderPage(web, req, res, 'tickets/cancellation', {
    title: `终止工单 ${ticket.number}`,
    number: ticket.number,
    subtitle: `${definition.name} · ${ticket.title}`,
    waitingParent: parent?.isAwaited ? ticketLink(parent) : null,
    children: awaitedChildren(relations).map(ticketLink),
    typed,
    errors: errorsByField(errors),
    back: { href: paths.ticket(ticket.number), label: `工单 ${ticket.number}` },
  });
}
