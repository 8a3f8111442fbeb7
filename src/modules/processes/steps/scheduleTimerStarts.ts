import { loadDefinition } from '../../../bpmn/loadDefinition.js';
import { schedule } from '../../../bpmn/timers.js';
import { triggersOf } from '../../../bpmn/triggers.js';
import { resolveIncidentsOfJob } from '../../../jobs/store/incidents.js';
import { cancelJobs, insertJobs, type NewJob, selectUnfinishedJobsOfKind } from '../../../jobs/store/jobs.js';
import type { CommandContext } from '../../../platform/runCommand.js';

/** A start of a process that waits for its time, as the job holds it. */
export interface TimerStart {
  processKey: string;
  definitionId: number;
  elementId: string;
  /** The cycle as the diagram has it; null for a single time. */
  cycle: string | null;
  /** How often it goes off, this time counted; -1 is without end. */
  left: number;
  /** Where the beat is. */
  dueAt: string;
}

/**
 * Queues the timer starts of a version that was just stored, in the place of those of the versions before. A time that lies
 * in the past had its turn.
 */
export async function scheduleTimerStarts(
  context: CommandContext,
  { id: definitionId, key: processKey, source }: { id: number; key: string; source: string },
): Promise<void> {
  const { tx, now, actor } = context;
  const unfinished = await selectUnfinishedJobsOfKind(tx, 'startByTimer');
  const ids = unfinished.filter(({ payload }) => payload.processKey === processKey).map(({ id }) => id);
  const decision = { resolvedAt: now.toISOString(), resolvedBy: actor.id, resolution: '流程已有新版本' };
  for (const id of ids) await resolveIncidentsOfJob(tx, id, decision);
  await cancelJobs(tx, ids, now);
  const jobs = triggersOf(loadDefinition(source, new Map())).flatMap((trigger): NewJob[] => {
    if (trigger.kind !== 'timer') return [];
    const { kind, text } = trigger.timer;
    const due = schedule(kind, text, now, context.settings.timeZone);
    if (!due || due.dueAt <= now.toISOString()) return [];
    const cycle = kind === 'timeCycle' ? text : null;
    const start: TimerStart = {
      processKey,
      definitionId,
      elementId: trigger.elementId,
      cycle,
      left: due.repeat,
      dueAt: due.dueAt,
    };
    const payload = { ...start };
    return [{ kind: 'startByTimer', ticketId: null, executionId: null, payload, runAt: due.dueAt }];
  });
  await insertJobs(tx, jobs, now);
}
