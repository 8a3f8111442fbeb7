import { DateTime } from 'luxon';
import { insertJobs } from '../../../jobs/store/jobs.js';
import { insertOrganizationVersion, type OrganizationNode } from '../../people/index.js';
import { applyOrganizations, rehearseOrganization } from '../steps/applyOrganizations.js';
import type { Service } from './service.js';

/**
 * Publishes the approved organisation: into the directory at once, or by a job at the start of the day from which it applies.
 * @throws {EngineError} when permissions would change that nobody approved who may (R18)
 */
export const publishOrganization: Service = async (context, { ticket, input }) => {
  const { tx, now, settings } = context;
  const effectiveOn = String(input.effectiveOn);
  const version = {
    ticketId: ticket.id,
    organization: input.organization as OrganizationNode[],
    effectiveOn,
    publishedAt: now.toISOString(),
    appliedAt: null,
  };
  const id = await insertOrganizationVersion(tx, version);
  const startOfDay = DateTime.fromISO(effectiveOn, { zone: settings.timeZone }).toUTC();
  if (startOfDay.toMillis() <= now.getTime()) {
    await applyOrganizations(context, id);
  } else {
    await rehearseOrganization(context, { id, ...version });
    const job = { kind: 'applyOrganization', ticketId: null, executionId: null, payload: { id } } as const;
    await insertJobs(tx, [{ ...job, runAt: startOfDay.toISO() as string }], now);
  }
  return { publishedVersion: id };
};
