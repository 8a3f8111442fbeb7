import type { Knex } from 'knex';
import { selectLatestDefinitions } from '../../processes/index.js';
import {
  type NumberingRule,
  numberingPeriod,
  numberingRuleOf,
  selectSettingPage,
  ticketNumber,
} from '../../settings/index.js';
import { selectLastSequence } from '../store/tickets.js';

export interface ProcessNumbering {
  key: string;
  name: string;
  rule: NumberingRule;
  /** Number of the next ticket. */
  next: string;
}

/** How each process numbers its tickets now. */
export async function selectNumbering(
  db: Knex,
  moment: { now: Date; timeZone: string },
): Promise<ProcessNumbering[]> {
  const { value } = await selectSettingPage(db, 'numbering');
  const definitions = await selectLatestDefinitions(db);
  return Promise.all(
    definitions.map(async ({ key, name, elements }) => {
      const inDiagram = elements.find((element) => element.id === key)?.properties.numberPrefix;
      const rule = numberingRuleOf(value, key, inDiagram);
      return { key, name, rule, next: await previewNumber(db, rule, moment) };
    }),
  );
}

/** The number that the next ticket would get by this rule. */
export async function previewNumber(
  db: Knex,
  rule: NumberingRule,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<string> {
  const period = numberingPeriod(rule, now, timeZone);
  return ticketNumber(rule, period, (await selectLastSequence(db, rule.prefix, period)) + 1);
}
