import type { ProcessModel } from '../../ProcessModel.js';
import type { TokenHolder } from '../scopeMoves.js';
import type { Done, LiveExecutions, LoopScope, Memory, Undoing, UndoStep } from '../state/memory.js';

/** Where a handler runs; `StepActivity` is one. */
export interface HandlerSeat extends TokenHolder {
  /** @returns the id of the execution that comes next */
  prepare(): string;
  beginNow(): void;
}

/** The scope in which handlers run; `RunContext` is one. */
export interface UndoingScope {
  model: ProcessModel;
  scopeId: string;
  executionId: string;
  loopScopes(): LoopScope[];
  /** A free seat for a handler. */
  handlerSeat(elementId: string): HandlerSeat;
}

/**
 * What has been done and can be undone, and what is being undone (BPMN 2.0, 10.7 and 13.5.5): the handlers of what has been
 * completed run one after the other, what was completed last first, each once.
 */
export class Undoings {
  private done: Done[];
  private undoings: Undoing[];

  constructor({ done = [], undoings = [] }: Memory) {
    this.done = structuredClone(done);
    this.undoings = structuredClone(undoings);
  }

  /** Remembers an activity that has been completed, or an instance of a loop that goes on. */
  remember(scope: UndoingScope, done: Omit<Done, 'scopeId'>): void {
    const { model, executionId: scopeId } = scope;
    if (!model.canBeUndone(done.elementId) || model.activity(done.elementId)?.isHandler) return;
    this.done.push(structuredClone({ ...done, scopeId }));
  }

  /** A loop has been completed: its instances can be undone now. */
  completeLoop(loopId: string): void {
    for (const one of this.done) if (one.loopId === loopId) delete one.loopId;
  }

  /** What was done at these elements of a scope counts no longer: the ticket goes back to before it. */
  forget(scopeId: string, elementIds: ReadonlySet<string>): void {
    this.done = this.done.filter((one) => one.scopeId !== scopeId || !elementIds.has(one.elementId));
  }

  /** An instance of a loop was taken back. */
  takeBack(executionId: string): void {
    this.done = this.done.filter((one) => one.executionId !== executionId);
  }

  /**
   * Undoes what has been completed in some scopes, the activity alone where it is given.
   * @param awaitedBy what waits for the end; null: nothing does
   * @returns whether there is anything to undo
   */
  begin(
    scope: UndoingScope,
    scopeIds: readonly string[],
    activityId: string | null,
    awaitedBy: string | null,
  ): boolean {
    const isMeant = ({ scopeId, elementId, loopId }: Done) =>
      scopeIds.includes(scopeId) && loopId === undefined && (activityId === null || elementId === activityId);
    const steps = this.stepsFor(scope.model, isMeant);
    const [step, ...left] = steps;
    if (!step) return false;
    this.run(scope, { awaitedBy, scopeElementId: scope.scopeId, left }, step);
    return true;
  }

  /** A handler has been completed: the next one begins. @returns what waited for the last of them */
  completeHandler(scope: UndoingScope, executionId: string): string | null {
    const undoing = this.undoings.find((one) => one.executionId === executionId);
    if (!undoing) return null;
    this.undoings = this.undoings.filter((one) => one !== undoing);
    const [step, ...left] = undoing.left;
    if (!step) return undoing.awaitedBy;
    this.run(scope, { ...undoing, left }, step);
    return null;
  }

  /** The handlers under way in the scopes of an element, by their seats. */
  seatsIn(scopeElementId: string): string[] {
    return this.undoings.filter((one) => one.scopeElementId === scopeElementId).map(({ seat }) => seat);
  }

  /** What a handler under way undoes; undefined for any other execution. */
  stepOf(executionId: string): UndoStep | undefined {
    return this.undoings.find((one) => one.executionId === executionId)?.step;
  }

  /** What is kept: what lies in a scope that is under way, or in something that can itself be undone. */
  memory(live: LiveExecutions): Pick<Memory, 'done' | 'undoings'> {
    const undoings = this.undoings.filter((one) => live.activities.has(one.executionId));
    const around = new Set(undoings.flatMap(({ step, left }) => [step, ...left].map((one) => one.undoneId)));
    const done: Done[] = [];
    for (const one of this.done.toReversed()) {
      const isKept = live.activities.has(one.scopeId) || around.has(one.scopeId);
      if (!isKept || (one.loopId !== undefined && !live.activities.has(one.loopId))) continue;
      around.add(one.executionId);
      done.unshift(one);
    }
    return { ...(done.length > 0 && { done }), ...(undoings.length > 0 && { undoings }) };
  }

  private run(
    scope: UndoingScope,
    undoing: Omit<Undoing, 'step' | 'seat' | 'executionId'>,
    step: UndoStep,
  ): void {
    const handler = scope.handlerSeat(step.handlerId);
    this.undoings.push({ ...undoing, step, seat: handler.id, executionId: handler.prepare() });
    handler.beginNow();
  }

  /** Takes what is meant, the last first; a sub-process that nothing undoes as a whole is undone by what was done in it. */
  private stepsFor(model: ProcessModel, isMeant: (done: Done) => boolean): UndoStep[] {
    const meant = this.done.filter(isMeant).reverse();
    this.done = this.done.filter((one) => !meant.includes(one));
    return meant.flatMap(({ elementId, executionId, loops }) => {
      const handlerId = model.activity(elementId)?.undoneBy ?? null;
      if (handlerId !== null) return [{ handlerId, undoneId: executionId, loops }];
      return this.stepsFor(model, ({ scopeId, loopId }) => scopeId === executionId && loopId === undefined);
    });
  }
}
