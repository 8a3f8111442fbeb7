import type { Person } from '../../../platform/actor.js';
import type { Web } from '../../../platform/web/deps.js';
import { ticketItem } from '../../tickets/index.js';
import { selectCopiedTickets } from '../read/copiedTickets.js';
import { selectDoneTasks } from '../read/doneTasks.js';
import { selectDraftItems } from '../read/drafts.js';
import { selectInbox } from '../read/inbox.js';
import { readMark, writeMark } from '../read/inboxOrder.js';
import { selectStartedTickets } from '../read/startedTickets.js';
import { type InboxChoice, isOpenView, taskFilter } from './inboxChoice.js';
import { copiedItem, draftItem, inboxItem } from './presenters/inbox.js';

/** The rows of one page of the inbox: tasks, tickets or drafts, whatever the view lists. */
export interface InboxList {
  tasks?: ReturnType<typeof inboxItem>[];
  tickets?: ReturnType<typeof ticketItem>[];
  copies?: ReturnType<typeof copiedItem>[];
  drafts?: ReturnType<typeof draftItem>[];
  isFirst: boolean;
  next: string | null;
}

/** @param after as the pager's address has it; anything that it did not write counts as the first page */
export async function loadInboxList(
  web: Web,
  person: Person,
  choice: InboxChoice,
  text: string | undefined,
  after: string | undefined,
): Promise<InboxList> {
  const { db, clock } = web.runtime;
  const { timeZone } = web.config;
  const { view, sort } = choice;
  const now = clock.now();
  const filter = taskFilter(choice, text, now, timeZone);
  if (view === 'drafts') {
    const drafts = await selectDraftItems(db, person);
    return { drafts: drafts.map((draft) => draftItem(draft, now, timeZone)), isFirst: true, next: null };
  }
  if (isOpenView(view)) {
    const mark = readMark(sort, after);
    const { tasks, next } = await selectInbox(db, person, view, { filter, sort, after: mark });
    const rows = tasks.map((task) => inboxItem(task, view, now, timeZone));
    return { tasks: rows, isFirst: mark === undefined, next: next && writeMark(sort, next) };
  }
  const mark = after && /^\d{4}-[0-9T:.Z-]{0,20}\|[1-9]\d{0,8}$/.test(after) ? after : undefined;
  const isFirst = mark === undefined;
  if (view === 'done') {
    const { tasks, next } = await selectDoneTasks(db, person, { filter, after: mark });
    return { tasks: tasks.map((task) => inboxItem(task, view, now, timeZone)), isFirst, next };
  }
  if (view === 'copied') {
    const { tickets, next } = await selectCopiedTickets(db, person, { filter, after: mark });
    return { copies: tickets.map((ticket) => copiedItem(ticket, now, timeZone)), isFirst, next };
  }
  const { tickets, next } = await selectStartedTickets(db, person, { filter, after: mark });
  return { tickets: tickets.map((ticket) => ticketItem(ticket, now, timeZone)), isFirst, next };
}
