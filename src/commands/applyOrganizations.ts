import { DateTime } from 'luxon';
import { updateDepartment } from '../db/departments.js';
import { selectDirectory } from '../db/directorySnapshot.js';
import { applyOrganization, markOrganizationApplied, selectDueOrganizations } from '../db/organization.js';
import { replacePositionGroups, updatePosition } from '../db/positions.js';
import { administratorPositions, type Directory, hasAdmin } from '../rules/directory.js';
import { recordDirectory } from './changeDirectory.js';
import type { CommandContext } from './runCommand.js';

/** Brings published organisations whose day has come into the directory; doing it again changes nothing. */
export async function applyOrganizations(context: CommandContext): Promise<void> {
  const { tx, now, settings } = context;
  const today = DateTime.fromJSDate(now).setZone(settings.timeZone).toISODate() as string;
  for (const version of await selectDueOrganizations(tx, today)) {
    await recordDirectory(context, 'organization', async (before) => {
      await applyOrganization(tx, version.organization);
      await keepAdministrators(context, before);
    });
    await markOrganizationApplied(tx, version.id, now.toISOString());
  }
}

/** An organisation that forgets the administrators leaves their positions and departments in force: else nobody could mend it. */
async function keepAdministrators({ tx }: CommandContext, before: Directory): Promise<void> {
  if (hasAdmin(await selectDirectory(tx))) return;
  for (const { id, departmentId, groups } of administratorPositions(before)) {
    await updateDepartment(tx, departmentId, { active: true });
    await updatePosition(tx, id, { active: true });
    await replacePositionGroups(tx, id, groups);
  }
}
