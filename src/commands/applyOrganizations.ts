import { DateTime } from 'luxon';
import { applyOrganization, markOrganizationApplied, selectDueOrganizations } from '../db/organization.js';
import { recordDirectory } from './changeDirectory.js';
import type { CommandContext } from './runCommand.js';

/** Brings published organisations whose day has come into the directory; doing it again changes nothing. */
export async function applyOrganizations(context: CommandContext): Promise<void> {
  const { tx, now, settings } = context;
  const today = DateTime.fromJSDate(now).setZone(settings.timeZone).toISODate() as string;
  for (const version of await selectDueOrganizations(tx, today)) {
    await recordDirectory(context, 'organization', () => applyOrganization(tx, version.organization));
    await markOrganizationApplied(tx, version.id, now.toISOString());
  }
}
