import { DateTime } from 'luxon';
import { applyOrganizations } from '../commands/applyOrganizations.js';
import { insertJobs } from '../db/jobs.js';
import { insertOrganizationVersion, type OrganizationNode } from '../db/organization.js';
import type { Service } from './service.js';

/** Publishes the approved organisation: into the directory at once, or by a job at the start of the day from which it applies. */
export const publishOrganization: Service = async (context, { ticket, input }) => {
  const { tx, now, settings } = context;
  const effectiveOn = String(input.effectiveOn);
  const id = await insertOrganizationVersion(tx, {
    ticketId: ticket.id,
    organization: input.organization as OrganizationNode[],
    effectiveOn,
    publishedAt: now.toISOString(),
    appliedAt: null,
  });
  const startOfDay = DateTime.fromISO(effectiveOn, { zone: settings.timeZone }).toUTC();
  if (startOfDay.toMillis() <= now.getTime()) {
    await applyOrganizations(context);
  } else {
    const job = { kind: 'applyOrganization', ticketId: null, executionId: null, payload: { id } } as const;
    await insertJobs(tx, [{ ...job, runAt: startOfDay.toISO() as string }], now);
  }
  return { publishedVersion: id };
};
