import { DateTime, Duration } from 'luxon';
import { optionalChoice, text } from '../../../platform/web/bodyShapes.js';
import { dueSoonSpan } from '../../../platform/web/moments.js';
import { paths, withQuery } from '../../../platform/web/paths.js';
import { askedChoice, askedText, query } from '../../../platform/web/queryShapes.js';
import { categories, categoryText, type ServiceCategory } from '../../customers/index.js';
import { urgencyNames } from '../../tickets/index.js';
import { type SortName, sortNames } from '../read/inboxOrder.js';
import type { TaskFilter } from '../read/taskCondition.js';

export const inboxViews = ['mine', 'available', 'done', 'started', 'copied', 'drafts'] as const;
export type InboxView = (typeof inboxViews)[number];

const soonHours = dueSoonSpan / Duration.fromObject({ hours: 1 }).toMillis();

export const dueNames = { overdue: '已超时', soon: `${soonHours} 小时内到期`, today: '今天到期' } as const;
export type DueChoice = keyof typeof dueNames;

export const sortLabels: Record<SortName, string> = {
  due: '期限先后',
  urgency: '紧急程度',
  newest: '最新到达',
  process: '按流程归集',
  category: '按类别归集',
  customer: '按客户归集',
};

/** What the inbox is set to, apart from the searched words; undefined: everything. */
export interface InboxChoice {
  view: InboxView;
  process?: string;
  category?: ServiceCategory;
  urgency?: keyof typeof urgencyNames;
  due?: DueChoice;
  sort: SortName;
}

const urgencies = ['0', '1', '2'] as const;
const dues = Object.keys(dueNames) as DueChoice[];

/** The choice as the forms of the page send it. */
export const choiceParts = {
  view: optionalChoice('列表', inboxViews),
  process: text('流程', 100),
  category: optionalChoice('类别', categories),
  urgency: optionalChoice('紧急程度', urgencies),
  due: optionalChoice('期限', dues),
  sort: optionalChoice('顺序', sortNames),
};

/** The choice as the address has it. */
export const choiceQuery = query({
  view: askedChoice(inboxViews),
  process: askedText(),
  category: askedChoice(categories),
  urgency: askedChoice(urgencies),
  due: askedChoice(dues),
  sort: askedChoice(sortNames),
});

type SentChoice = Omit<Partial<InboxChoice>, 'process'> & { process?: string };

/** The choice that an address, a posted form or a saved filter makes; a list has only the filters that the page offers there. */
export function inboxChoice({ view = 'mine', process, category, ...forOpen }: SentChoice): InboxChoice {
  const given = { process: process || undefined, category };
  if (!isOpenView(view)) return { view, ...(view === 'drafts' ? {} : given), sort: 'due' };
  return { view, ...given, ...forOpen, sort: forOpen.sort ?? 'due' };
}

/** Whether a list holds tasks that still wait. */
export function isOpenView(view: InboxView): view is 'mine' | 'available' {
  return view === 'mine' || view === 'available';
}

/** The address of the inbox with the choice in it. */
export function inboxAddress(choice: InboxChoice, after?: string | null): string {
  const view = choice.view === 'mine' ? undefined : choice.view;
  const sort = choice.sort === 'due' ? undefined : choice.sort;
  return withQuery(paths.tasks(), { ...choice, view, sort, after });
}

/** The choice as moments and figures for the database. */
export function taskFilter(
  choice: InboxChoice,
  text: string | undefined,
  now: Date,
  zone: string,
): TaskFilter {
  const { process, category, urgency, due } = choice;
  const filter = { processKey: process, category, urgency: urgency && Number(urgency), text };
  const iso = now.toISOString();
  if (due === 'overdue') return { ...filter, dueBefore: iso };
  if (due === 'soon') return { ...filter, dueFrom: iso, dueBefore: soonAfter(now) };
  if (due !== 'today') return filter;
  const today = DateTime.fromJSDate(now, { zone }).startOf('day');
  const moment = (day: DateTime) => day.toUTC().toISO() as string;
  return { ...filter, dueFrom: moment(today), dueBefore: moment(today.plus({ days: 1 })) };
}

/** The moment until which what falls due is due soon. */
export function soonAfter(now: Date): string {
  return new Date(now.getTime() + dueSoonSpan).toISOString();
}

/** The choice in words, without the list and the order. */
export function describeInboxChoice(
  { process, category, urgency, due }: InboxChoice,
  text: string | undefined,
  processes: readonly { key: string; name: string }[],
): string[] {
  return [
    process && (processes.find(({ key }) => key === process)?.name ?? process),
    category && categoryText(category),
    urgency && urgencyNames[urgency],
    due && dueNames[due],
    text && `“${text}”`,
  ].filter((part): part is string => Boolean(part));
}

/** What is kept of a choice and the searched words as a saved filter. */
export function filterOfChoice(choice: InboxChoice, text: string | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ ...choice, text }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
