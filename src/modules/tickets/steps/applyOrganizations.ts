import { DateTime } from 'luxon';
import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  administratorPositions,
  applyOrganization,
  type Directory,
  hasAdministrator,
  markOrganizationApplied,
  type OrganizationVersionRow,
  recordDirectory,
  replacePositionGroups,
  selectDirectory,
  selectDueOrganizations,
  updateDepartment,
  updatePosition,
} from '../../people/index.js';
import { refuseUnapproved } from './refuseUnapproved.js';

/**
 * Applies published organisations to the directory on their day; repeating it changes nothing. An organisation without the
 * required approval is skipped, but if it is the caller's own (`ownId`), it is refused.
 * @throws {EngineError} when permissions would change that nobody approved who may (R18)
 */
export async function applyOrganizations(context: CommandContext, ownId: number): Promise<void> {
  const { tx, now, settings } = context;
  const today = DateTime.fromJSDate(now).setZone(settings.timeZone).toISODate() as string;
  for (const version of await selectDueOrganizations(tx, today)) {
    try {
      await tx.transaction((inner) => applyVersion({ ...context, tx: inner }, version));
    } catch (error) {
      if (version.id === ownId || !(error instanceof EngineError)) throw error;
    }
  }
}

/** Refuses an organisation that could not be applied today: applies it and rolls that back. @throws {EngineError} */
export async function rehearseOrganization(
  context: CommandContext,
  version: OrganizationVersionRow,
): Promise<void> {
  const rehearsed = new Error('rehearsed');
  try {
    await context.tx.transaction(async (inner) => {
      await applyVersion({ ...context, tx: inner }, version);
      throw rehearsed;
    });
  } catch (error) {
    if (error !== rehearsed) throw error;
  }
}

async function applyVersion(context: CommandContext, version: OrganizationVersionRow): Promise<void> {
  const { tx, now } = context;
  await recordDirectory(context, 'organization', async (before) => {
    await applyOrganization(tx, version.organization);
    await keepAdministrators(context, before);
    await refuseUnapproved(context, version, before, await selectDirectory(tx));
  });
  await markOrganizationApplied(tx, version.id, now.toISOString());
}

/** Keeps positions of administrators that the new organisation lacks; otherwise nobody could repair it. */
async function keepAdministrators({ tx }: CommandContext, before: Directory): Promise<void> {
  if (hasAdministrator(await selectDirectory(tx))) return;
  for (const { id, departmentId, groups } of administratorPositions(before)) {
    await updateDepartment(tx, departmentId, { active: true });
    await updatePosition(tx, id, { active: true });
    await replacePositionGroups(tx, id, groups);
  }
}
