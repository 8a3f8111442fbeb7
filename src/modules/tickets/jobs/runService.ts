import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { EngineError, ServiceError } from '../../../platform/errors.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { completeService } from '../commands/completeService.js';
import { failService } from '../commands/failService.js';
import type { Service } from '../services/service.js';

export function runServiceJob(runtime: Runtime, services: ReadonlyMap<string, Service>): JobHandler {
  return async (job) => {
    const { elementId, topic } = job.payload as { elementId: string; topic: string };
    const perform = services.get(topic);
    if (!perform) throw new EngineError(elementId, `系统中没有名为「${topic}」的服务。`);
    try {
      await runCommand(runtime, systemActor, completeService, { jobId: job.id, perform });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      await runCommand(runtime, systemActor, failService, { jobId: job.id, error });
    }
  };
}
