import { DateTime, Duration } from 'luxon';
import { selectOptionalPersonByLogin, selectOrganization } from '../../modules/people/index.js';
import { ScenarioFailure } from '../errors.js';
import type { ScenarioSite } from '../sites/site.js';

/**
 * Puts values in place of symbols, however deep: `@engineer` (id of the person with this log-in), `@now+PT30H`, `@today-P1D`,
 * `@customer:<name>`, `@product:<serial number>` (as the customer file has them), `@organization` (the one in force).
 * @throws {ScenarioFailure} for a symbol that names nothing
 */
export async function resolveSymbols(site: ScenarioSite, value: unknown): Promise<unknown> {
  if (typeof value === 'string') return value.startsWith('@') ? resolve(site, value.slice(1)) : value;
  if (Array.isArray(value)) return Promise.all(value.map((item) => resolveSymbols(site, item)));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(
    async ([name, item]) => [name, await resolveSymbols(site, item)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function resolve(site: ScenarioSite, symbol: string): Promise<unknown> {
  const [, moment, sign, span] = /^(now|today)(?:([+-])(P.+))?$/.exec(symbol) ?? [];
  if (moment) return resolveMoment(site, moment, sign, span);
  if (symbol === 'organization') return selectOrganization(site.runtime.db);
  const [kind, ...rest] = symbol.split(':');
  if (rest.length > 0) return resolveEntry(site, kind as string, rest.join(':'));
  const person = await selectOptionalPersonByLogin(site.runtime.db, symbol);
  if (!person) throw new ScenarioFailure(`没有登录名为 ${symbol} 的人员`);
  return person.id;
}

function resolveMoment({ runtime }: ScenarioSite, moment: string, sign?: string, span?: string): string {
  const { clock, settings } = runtime;
  const duration = Duration.fromISO(span ?? 'PT0S');
  if (!duration.isValid) throw new ScenarioFailure(`「@${moment}${sign}${span}」中的时长无效`);
  const now = DateTime.fromJSDate(clock.now()).setZone(settings.timeZone);
  const then = sign === '-' ? now.minus(duration) : now.plus(duration);
  return moment === 'today' ? (then.toISODate() as string) : then.toJSDate().toISOString();
}

async function resolveEntry({ runtime }: ScenarioSite, kind: string, key: string): Promise<unknown> {
  const entry =
    kind === 'customer'
      ? await runtime.db('customers').where({ name: key }).first('id', 'name', 'address', 'phone', 'contact')
      : await runtime
          .db('products')
          .where({ serialNumber: key })
          .first('id', 'name', 'model', 'serialNumber', 'purchasedOn');
  if (!entry) throw new ScenarioFailure(`客户档案中没有「${key}」`);
  return Object.fromEntries(Object.entries(entry).filter(([, part]) => part !== null));
}
