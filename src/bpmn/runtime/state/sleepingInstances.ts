import type { ProcessModel } from '../../ProcessModel.js';
import type { ThrownEvent } from '../../types.js';
import type { Message } from '../bpmnElements.js';
import { elementIdOf } from '../seats.js';
import type { LiveExecutions } from './memory.js';
import { innerPlaces, placesAround, rootPlace, type SavedActivity, type SavedScope } from './places.js';
import { elementIdsIn, type SavedState } from './savedState.js';

interface Queue {
  name: string;
  messages: Message[];
}

/** A loop with what its activity was saved with, all instances among it. */
interface SleepingLoop {
  executions: SavedScope[];
  queues: Queue[];
  instances: ReadonlySet<string>;
}

/**
 * The instances of parallel loops of sub-processes that a command does not touch. They are left out when the process is
 * brought to life, since reviving 500 of them took most of a second, and put back as they were when it is saved.
 */
export class SleepingInstances {
  /** By execution id of the loop. */
  private readonly loops = new Map<string, SleepingLoop>();
  /** What is under way or waits in them. */
  private readonly executionIds = new Set<string>();

  /** Puts to sleep, in a state that was read, all but the instances around an execution; conditions are asked everywhere. */
  constructor(
    private readonly model: ProcessModel,
    private readonly saved: SavedState,
    awake: string,
  ) {
    if (saved.memory.waits.some(({ kind }) => kind === 'condition')) return;
    const scopes = new Set(placesAround(saved, awake).map(({ executionId }) => executionId));
    const open = [rootPlace(saved)];
    for (let place = open.pop(); place; place = open.pop()) {
      for (const activity of place.children) {
        if (this.isParallelLoop(activity)) this.putToSleep(activity, scopes);
        open.push(...innerPlaces(activity));
      }
    }
    if (this.loops.size > 0) saved.elementIds = elementIdsIn(saved.process);
  }

  /** Adds what sleeps to what lives. */
  addTo({ activities, waits }: LiveExecutions): void {
    for (const id of this.executionIds) {
      activities.add(id);
      waits.add(id);
    }
  }

  /** Whether what a step did would have reached one of them: then it must be taken with all of them awake. */
  areReached({ thrown }: { thrown: readonly ThrownEvent[] }, live: LiveExecutions): boolean {
    if ([...this.loops.keys()].some((id) => !live.activities.has(id))) return true;
    const signals = new Set(thrown.filter(({ kind }) => kind === 'signal').map(({ name }) => name));
    return this.saved.memory.waits.some(
      (wait) =>
        wait.kind === 'signal' && signals.has(wait.signalName) && this.executionIds.has(wait.executionId),
    );
  }

  /** Puts them back into the state of the process as the library gives it, each at its place. */
  putBackInto(process: object): void {
    const open = [process as SavedActivity];
    for (let activity = open.pop(); activity; activity = open.pop()) {
      const { execution, executionId = '' } = activity;
      for (const scope of execution?.executions ?? (execution ? [execution] : []))
        open.push(...(scope.children ?? []));
      const sleeping = this.loops.get(executionId);
      if (sleeping) putBack(activity, sleeping);
    }
  }

  private isParallelLoop({ id, execution }: SavedActivity): boolean {
    return (
      execution?.executions !== undefined &&
      this.model.activity(elementIdOf(id))?.loop?.isSequential === false
    );
  }

  private putToSleep(activity: SavedActivity, awake: ReadonlySet<string>): void {
    const { execution, broker, executionId } = activity;
    const executions = execution?.executions ?? [];
    const asleep = executions.filter((scope) => !awake.has(scope.executionId as string));
    if (!execution || !broker || executionId === undefined || asleep.length === 0) return;
    const instances = new Set(asleep.map((scope) => scope.executionId as string));
    this.loops.set(executionId, { executions, queues: broker.queues, instances });
    for (const scope of asleep) this.noteIdsOf(scope);
    execution.executions = executions.filter((scope) => !asleep.includes(scope));
    broker.queues = broker.queues
      .filter(({ name }) => !instances.has(scopeOfQueue(name)))
      .map((queue) => ({
        ...queue,
        messages: queue.messages.filter(({ content }) => !instances.has(content.executionId)),
      }));
  }

  private noteIdsOf(scope: SavedScope): void {
    this.executionIds.add(scope.executionId as string);
    for (const activity of scope.children ?? []) {
      if (activity.executionId !== undefined) this.executionIds.add(activity.executionId);
      const queue = activity.broker?.queues.find(({ name }) => name === 'execute-q');
      for (const { content } of queue?.messages ?? []) this.executionIds.add(content.executionId);
      for (const inner of innerPlaces(activity)) this.noteIdsOf(inner);
    }
  }
}

function putBack(activity: SavedActivity, { executions, queues, instances }: SleepingLoop): void {
  const { execution, broker } = activity as Required<SavedActivity>;
  const isAsleep = (id: string) => instances.has(id);
  const idOf = ({ executionId = '' }: { executionId?: string }) => executionId;
  execution.executions = merge(executions, execution.executions ?? [], idOf, isAsleep);
  const messagesBefore = new Map(queues.map(({ name, messages }) => [name, messages]));
  for (const queue of broker.queues)
    queue.messages = merge(
      messagesBefore.get(queue.name) ?? [],
      queue.messages,
      ({ content }) => content.executionId,
      isAsleep,
    );
  broker.queues = merge(
    queues,
    broker.queues,
    ({ name }) => name,
    (name) => isAsleep(scopeOfQueue(name)),
  );
}

/** What was asleep at the places where it was, and between it what is there now; what is new comes last. */
function merge<Item>(
  before: readonly Item[],
  now: readonly Item[],
  keyOf: (item: Item) => string,
  isAsleep: (key: string) => boolean,
): Item[] {
  const left = new Map<string, Item[]>();
  for (const item of now) left.set(keyOf(item), [...(left.get(keyOf(item)) ?? []), item]);
  const kept = before.flatMap((item) => {
    const key = keyOf(item);
    if (isAsleep(key)) return [item];
    const present = left.get(key) ?? [];
    left.delete(key);
    return present;
  });
  return [...kept, ...[...left.values()].flat()];
}

function scopeOfQueue(name: string): string {
  return /^execute-(.+)-q$/.exec(name)?.[1] ?? '';
}
