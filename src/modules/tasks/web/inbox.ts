import type { Request, Response } from 'express';
import { InvalidForm } from '../../../platform/errors.js';
import { isPermitted, permissions } from '../../../platform/permissions.js';
import { runCommand } from '../../../platform/runCommand.js';
import { storableText } from '../../../platform/storableText.js';
import { form, hiddenText, text } from '../../../platform/web/bodyShapes.js';
import type { Handler, Web } from '../../../platform/web/deps.js';
import { flash } from '../../../platform/web/flash.js';
import { idParameter } from '../../../platform/web/parameters.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { askedText, query } from '../../../platform/web/queryShapes.js';
import { receives } from '../../../platform/web/receives.js';
import { renderPage } from '../../../platform/web/renderPage.js';
import { selectLatestDefinitionIds } from '../../processes/index.js';
import { discardFormDraft } from '../commands/discardFormDraft.js';
import { removeFilter } from '../commands/removeFilter.js';
import { saveFilter } from '../commands/saveFilter.js';
import { countDue, countInbox } from '../read/inboxCounts.js';
import { selectInboxFrame, selectOwnFilter } from '../read/inboxPage.js';
import {
  choiceParts,
  choiceQuery,
  describeInboxChoice,
  filterOfChoice,
  type InboxChoice,
  inboxAddress,
  inboxChoice,
  isOpenView,
  soonAfter,
} from './inboxChoice.js';
import { loadInboxList } from './inboxLists.js';
import { dueChips, inboxEmptyState, inboxOptions, inboxTabs, savedFilterViews } from './presenters/inbox.js';

/** A name for a filter that was refused. */
interface RefusedName {
  typed: string;
  error: string;
}

const searchBody = form({ ...choiceParts, text: text('搜索内容', 100) });
const filterBody = form({ ...choiceParts, name: text('名称') });

const markQuery = query({ after: askedText() });

/** GET /tasks: list, filter and order are in the URL, the searched words are kept in the session. */
export const index: Handler = (web, req, res) => showInbox(web, req, res, inboxChoice(choiceQuery(req)));

/** POST /tasks/search: by POST, as customer data belongs in no URL. */
export const search = receives(searchBody, (_web, req, res, { text: typed, ...sent }) => {
  keepSearchText(req, typed);
  res.redirect(303, inboxAddress(inboxChoice(sent)));
});

/** POST /tasks/filters */
export const save = receives(filterBody, async (web, req, res, { name, ...sent }) => {
  const choice = inboxChoice(sent);
  try {
    const kept = filterOfChoice(choice, req.session.taskSearch);
    await runCommand(web.runtime, personOf(req), saveFilter, { name, choice: kept });
    flash(req, 'success', '筛选已保存。');
    res.redirect(303, inboxAddress(choice));
  } catch (error) {
    if (!(error instanceof InvalidForm)) throw error;
    res.status(422);
    await showInbox(web, req, res, choice, { typed: name, error: error.errors[0]?.message ?? '' });
  }
});

/** GET /tasks/filters/:id: the inbox as it was saved. */
export const use: Handler = async (web, req, res) => {
  const { choice } = await selectOwnFilter(web.runtime.db, personOf(req), idParameter(req, '筛选'));
  keepSearchText(req, storableText(choice.text ?? ''));
  res.redirect(303, inboxAddress(inboxChoice(choiceQuery({ query: choice }))));
};

/** POST /tasks/filters/:id/removal */
export const remove = receives(form(choiceParts), async (web, req, res, sent) => {
  await runCommand(web.runtime, personOf(req), removeFilter, { id: idParameter(req, '筛选') });
  flash(req, 'success', '筛选已删除。');
  res.redirect(303, inboxAddress(inboxChoice(sent)));
});

/** POST /tasks/drafts/removal */
export const discard = receives(form({ scope: hiddenText() }), async (web, req, res, { scope }) => {
  await runCommand(web.runtime, personOf(req), discardFormDraft, { scope });
  flash(req, 'success', '草稿已删除。');
  res.redirect(303, inboxAddress({ view: 'drafts', sort: 'due' }));
});

function keepSearchText(req: Request, typed: string): void {
  const text = typed.trim();
  if (text === '') delete req.session.taskSearch;
  else req.session.taskSearch = text;
}

async function showInbox(
  web: Web,
  req: Request,
  res: Response,
  choice: InboxChoice,
  refused?: RefusedName,
): Promise<void> {
  const person = personOf(req);
  const { db } = web.runtime;
  const text = choice.view === 'drafts' ? undefined : req.session.taskSearch;
  const list = await loadInboxList(web, person, choice, text, markQuery(req).after);
  const { drafts, copied, savedFilters } = await selectInboxFrame(db, person);
  const counts = { ...(await countInbox(db, person)), drafts, copied };
  const processes = await processNames(web);
  const words = describeInboxChoice(choice, text, processes);
  await renderPage(web, req, res, 'tasks/index', {
    title: '待办',
    bulkHref: mayBulk(req, choice, counts.mine) ? paths.newReassignment() : null,
    tabs: inboxTabs(choice.view, counts),
    ...list,
    view: choice.view,
    isDone: choice.view === 'done',
    choice: filterOfChoice(choice, undefined),
    text: text ?? '',
    chosen: words.join(' · '),
    isNarrowed: isNarrowed(choice),
    options: choice.view === 'drafts' ? null : inboxOptions(choice, processes),
    chips: await chipsOf(web, req, choice),
    savedFilters: savedFilterViews(savedFilters, filterOfChoice(choice, text)),
    refused,
    empty: inboxEmptyState(choice, counts, words.length > 0),
    next: list.next && inboxAddress(choice, list.next),
    first: list.isFirst ? null : inboxAddress(choice),
  });
}

/** Whoever has several tasks may give them away together. */
function mayBulk(req: Request, { view }: InboxChoice, held: number): boolean {
  return view === 'mine' && held > 1 && isPermitted(permissions.work, personOf(req));
}

/** Whether something is chosen that only the selects show. */
function isNarrowed({ process, category, urgency, due }: InboxChoice): boolean {
  return Boolean(process || category || urgency || due === 'today');
}

async function chipsOf(web: Web, req: Request, choice: InboxChoice) {
  if (!isOpenView(choice.view)) return [];
  const now = web.runtime.clock.now();
  const moments = { now: now.toISOString(), soon: soonAfter(now) };
  return dueChips(choice, await countDue(web.runtime.db, personOf(req), choice.view, moments));
}

async function processNames({ runtime: { db, definitions } }: Web) {
  const loaded = await Promise.all(
    (await selectLatestDefinitionIds(db)).map((id) => definitions.load(db, id)),
  );
  return loaded.map(({ row: { key, name } }) => ({ key, name }));
}
