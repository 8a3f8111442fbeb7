import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { EngineError } from '../../../platform/errors.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { completeService } from '../commands/completeService.js';
import type { Service } from '../services/service.js';

export function runServiceJob(runtime: Runtime, services: ReadonlyMap<string, Service>): JobHandler {
  return async (job) => {
    const { elementId, topic } = job.payload as { elementId: string; topic: string };
    const perform = services.get(topic);
    if (!perform) throw new EngineError(elementId, `系统中没有名为「${topic}」的服务。`);
    await runCommand(runtime, systemActor, completeService, { jobId: job.id, perform });
  };
}
