import { updateJob } from '../../../jobs/store/jobs.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { applyOrganizations } from '../steps/applyOrganizations.js';

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
