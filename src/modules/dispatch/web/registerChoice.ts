import { DateTime } from 'luxon';
import { chosenId, form, optionalChoice, optionalDay, text } from '../../../platform/web/bodyShapes.js';
import { withQuery } from '../../../platform/web/paths.js';
import { askedChoice, askedDay, askedId, query } from '../../../platform/web/queryShapes.js';
import { categories, categoryText, type ServiceCategory } from '../../customers/index.js';
import { type RegisterState, registerStateNames, registerStates } from '../../tickets/index.js';
import type { RegisterFilter, RegisterView } from '../read/register.js';

/** The filter of the register, apart from the customer; undefined means everything. */
export interface RegisterChoice {
  /** Days, both included. */
  from?: string;
  to?: string;
  state?: RegisterState;
  category?: ServiceCategory;
  engineer?: number;
  order: RegisterView['order'];
}

/** The filter as its form sends it. */
export const registerBody = form({
  from: optionalDay('开始日期'),
  to: optionalDay('结束日期'),
  state: optionalChoice('状态', registerStates),
  category: optionalChoice('类别', categories),
  engineer: chosenId('工程师'),
  order: optionalChoice('顺序', ['newest', 'oldest']),
  customer: text('客户', 100),
});

/** The filter as the address has it. */
export const choiceQuery = query({
  from: askedDay,
  to: askedDay,
  state: askedChoice(registerStates),
  category: askedChoice(categories),
  engineer: askedId,
  order: askedChoice(['newest', 'oldest']),
});

type SentChoice = Omit<RegisterChoice, 'engineer' | 'order'> & {
  engineer?: number | null;
  order?: RegisterChoice['order'];
};

/** The filter that an address or a posted form makes. */
export function registerChoice({ engineer, order = 'newest', ...sent }: SentChoice): RegisterChoice {
  return { ...sent, engineer: engineer ?? undefined, order };
}

/** The address of `path` with the choice in it. */
export function registerAddress(path: string, choice: RegisterChoice, after?: string | null): string {
  return withQuery(path, { ...choice, order: choice.order === 'oldest' ? 'oldest' : undefined, after });
}

/** The filter for the database: the department's days as moments. */
export function registerFilter(
  choice: RegisterChoice,
  customer: string | undefined,
  zone: string,
): RegisterFilter {
  const { from, to, state, category, engineer } = choice;
  const day = (text: string) => DateTime.fromISO(text, { zone });
  return {
    from: from && (day(from).toUTC().toISO() as string),
    before: to && (day(to).plus({ days: 1 }).toUTC().toISO() as string),
    state,
    category,
    engineerId: engineer,
    customer,
  };
}

/** The filter by label, for the head of the exported file and the list of exports. */
export function describeChoice(
  choice: RegisterChoice,
  customer: string | undefined,
  engineers: { id: number; name: string }[],
): Record<string, string> {
  const { from, to, state, category, engineer } = choice;
  const days = from === to ? from : `${from ?? '最早'} 至 ${to ?? '现在'}`;
  const criteria = {
    日期: from || to ? days : undefined,
    状态: state && registerStateNames[state],
    类别: category && categoryText(category),
    工程师: engineer && (engineers.find(({ id }) => id === engineer)?.name ?? String(engineer)),
    客户: customer,
  };
  return Object.fromEntries(
    Object.entries(criteria).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}
