import { applyOrganizations } from '../commands/applyOrganizations.js';
import { type Runtime, runCommand } from '../commands/runCommand.js';
import { updateJob } from '../db/jobs.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler } from './runDueJob.js';

export function applyOrganizationJob(runtime: Runtime): JobHandler {
  return (job) =>
    runCommand(
      runtime,
      systemActor,
      async (context) => {
        await applyOrganizations(context, job.payload.id as number);
        await updateJob(context.tx, job.id, { status: 'done', finishedAt: context.now.toISOString() });
      },
      undefined,
    );
}
