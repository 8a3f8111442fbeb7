import { EngineError, type MetExpression } from '../../platform/errors.js';
import type { Expressions } from '../expressions/Expressions.js';
import {
  evaluateCondition,
  evaluateFeel,
  isConditionMet,
  metBy,
  type Surroundings,
} from '../expressions/evaluate.js';
import type { RaisedModel } from '../model.js';
import type { EngineEvent, LoopPosition, ThrownEvent, Uncaught, Variables } from '../types.js';
import type { Activity, Content, Process } from './bpmnElements.js';
import { Undoings } from './compensation/Undoings.js';
import type { EndedLoop, LiveExecutions, Loop, LoopScope, Memory } from './state/memory.js';
import type { Wait } from './waits.js';

/** Entries of one element in one scope within a step. More of them are a loop that never waits. */
const maxEntriesPerElement = 500;
/** A step that enters more would hold up everybody else; 500 instances of a sub-process stay far below. */
const maxActivitiesPerStep = 20_000;
/**
 * The rules by which tokens move, counted; a recorded step is taken again by the rules of its time. 1: an activity works
 * on one token after the other, an inclusive gateway takes a boundary event for a sequence flow, and a process may stand
 * still. 2: each token makes an activity of its own, boundary events are no sequence flows, standing still is an error.
 */
export const currentRules = 2;
const unsafeInRoutingKey = /[./\\#*:\s]/g;

/**
 * Everything that belongs to one step: what it is given, and what it notes while bpmn-elements moves the
 * tokens.
 */
export class Run {
  readonly events: EngineEvent[] = [];
  readonly waits: Map<string, Wait>;
  readonly loops: Record<string, Loop>;
  readonly endedLoops: Record<string, EndedLoop>;
  readonly undoings: Undoings;
  /** A loop that is taken up again when the token comes to its element. */
  reopened: EndedLoop | null = null;
  readonly date: Date;
  readonly now: string;
  readonly zone: string;
  /** Activities that are being executed, by execution id, in the order in which they were entered. */
  readonly active = new Map<string, string>();
  /** What the completion conditions of loops that end saw, by the loop's execution id. */
  readonly seenAtEnd = new Map<string, Variables | undefined>();
  failure: EngineError | null = null;
  /** What leaves the ticket. */
  readonly thrown: ThrownEvent[] = [];
  /** Where the process begins, when somebody chose. */
  startId: string | null = null;
  /** What is being run. */
  process: Process | null = null;
  /** The vote that the command brings. */
  vote: boolean | null = null;
  lastEndEventId: string | null = null;
  /** The error that nobody in the process caught: it has ended the process. */
  uncaught: Uncaught | null = null;
  /** Escalations that nobody in the process caught. */
  readonly escalations: Uncaught[] = [];
  private readonly deferred: (() => void)[] = [];
  private readonly watched = new Set<RestingScope>();
  private next: number;
  private entered = 0;
  constructor(
    private readonly scope: Variables,
    private readonly surroundings: Surroundings,
    private readonly expressions: Expressions,
    memory: Memory,
    readonly rules = currentRules,
  ) {
    this.date = surroundings.now;
    this.zone = surroundings.zone;
    this.now = this.date.toISOString();
    this.next = memory.next;
    this.waits = new Map(memory.waits.map((wait) => [wait.executionId, wait]));
    this.loops = structuredClone(memory.loops);
    this.endedLoops = structuredClone(memory.endedLoops ?? {});
    this.undoings = new Undoings(memory);
  }

  /** @param round how often the element was entered in its scope in this step, this time counted */
  nextExecutionId(elementId: string, round: number): string {
    this.entered += 1;
    if (round > maxEntriesPerElement)
      throw this.fail(new EngineError(elementId, '流程在没有等待环节的循环里打转，无法继续。'));
    if (this.entered > maxActivitiesPerStep) {
      const reason = `一步之内经过的环节超过 ${maxActivitiesPerStep} 个（多实例过多），无法继续。`;
      throw this.fail(new EngineError(elementId, reason));
    }
    const id = `${this.next}-${elementId.replace(unsafeInRoutingKey, '_')}`;
    this.next += 1;
    return id;
  }

  /** Queues a move until `settle`, since calls would nest too deep otherwise. */
  defer(move: () => void): void {
    this.deferred.push(move);
  }

  /** Queues a move before all others. */
  moveNext(move: () => void): void {
    this.deferred.unshift(move);
  }

  /** An error or escalation leaves the process. After an error no token moves any more. */
  leaveUncaught(thrown: RaisedModel, elementId: string): void {
    const { code, name } = thrown;
    if (thrown.kind === 'escalation') this.escalations.push({ elementId, code, name });
    else this.uncaught = { elementId, code, name };
  }

  /** Has a scope asked, whenever all tokens have come to rest, whether one can move after all. */
  watch(scope: RestingScope): void {
    this.watched.add(scope);
  }

  /** Runs queued moves until all tokens rest and no watched scope can move. */
  settle(): void {
    do {
      for (let move = this.deferred.shift(); move && !this.uncaught; move = this.deferred.shift()) move();
    } while (!this.uncaught && this.moveAtRest());
  }

  /** Scopes come to their end before a join decides that nothing more can come. */
  private moveAtRest(): boolean {
    const scopes = [...this.watched].filter((scope) => scope.isAlive());
    return scopes.some((scope) => scope.endIfDone()) || scopes.some((scope) => scope.openJoin());
  }

  nextTokenId(): string {
    this.next += 1;
    return `t${this.next - 1}`;
  }

  /** Notes the first failure: bpmn-elements may catch what is thrown inside it. */
  fail(error: EngineError): EngineError {
    this.failure ??= error;
    return this.failure;
  }

  note(type: EngineEvent['type'], elementId: string, executionId: string | null, seen?: Variables): void {
    this.events.push({ type, elementId, executionId, ...(seen && { seen }) });
  }

  /** Of what a loop alone knows, that which one of the expressions asks for; nothing where none does. */
  seenIn(feels: readonly string[], ofLoop: Variables): Variables | undefined {
    const asked = new Set(feels.flatMap((feel) => this.expressions.get(feel).names));
    const seen = Object.entries(ofLoop).filter(([name]) => asked.has(name));
    return seen.length > 0 ? Object.fromEntries(seen) : undefined;
  }

  /** Runs `evaluate`, noting the failure, since bpmn-elements turns what is thrown into events. */
  guard<T>(evaluate: () => T): T {
    try {
      return evaluate();
    } catch (error) {
      throw error instanceof EngineError ? this.fail(error) : error;
    }
  }

  /** Value of an expression of the definition, as it is stored. @throws {EngineError} */
  evaluate(feel: string, scope: Variables, elementId: string): unknown {
    return evaluateFeel(this.expressions.get(feel), scope, this.surroundings, elementId);
  }

  /** Whether a condition of the definition holds. @throws {EngineError} when it is neither true nor false */
  decide(feel: string, scope: Variables, elementId: string): boolean {
    return evaluateCondition(this.expressions.get(feel), scope, this.surroundings, elementId);
  }

  /** Whether the condition of an event holds; data that are missing do not meet it yet. @throws {EngineError} */
  isMet(feel: string, scope: Variables, elementId: string): boolean {
    return isConditionMet(this.expressions.get(feel), scope, this.surroundings, elementId);
  }

  /** What an expression of the definition saw: for the error that names it. */
  met(feel: string, scope: Variables): MetExpression {
    return metBy(this.expressions.get(feel), scope, this.surroundings.types);
  }

  /** Variables that FEEL sees at a place: the ticket's and those of the loops around it, the inner ones first. */
  scopeOf(loops: LoopScope[]): Variables {
    return loops.length === 0 ? this.scope : { ...this.scope, ...loopVariables(loops) };
  }

  /** Position of one multi-instance child, null for any other execution. */
  positionOf(content: Content): LoopPosition | null {
    if (!content.isMultiInstance || content.index === undefined || content.isRootScope) return null;
    const loop = this.loops[content.parent?.executionId ?? ''];
    return { index: content.index, item: loop?.items?.[content.index] ?? null };
  }

  /** The loop with which an element goes on instead of beginning anew, once. */
  takeReopened(elementId: string): EndedLoop | null {
    const loop = this.reopened?.elementId === elementId ? this.reopened : null;
    if (loop) this.reopened = null;
    return loop;
  }

  /** Forgets the ended loops of the scope at these elements: they can't be reopened any more. */
  forgetLoops(scopeId: string, elementIds: ReadonlySet<string>): void {
    for (const [id, loop] of Object.entries(this.endedLoops))
      if (loop.scopeId === scopeId && elementIds.has(loop.elementId)) delete this.endedLoops[id];
  }

  memory(live: LiveExecutions): Memory {
    const loops = Object.entries(this.loops).filter(([executionId]) => this.active.has(executionId));
    const ended = Object.entries(this.endedLoops).filter(([, { scopeId }]) => live.activities.has(scopeId));
    return {
      next: this.next,
      waits: [...this.waits.values()].filter((wait) => live.waits.has(wait.executionId)),
      loops: Object.fromEntries(loops),
      ...(ended.length > 0 && { endedLoops: Object.fromEntries(ended) }),
      ...this.undoings.memory(live),
    };
  }
}

/** A scope in which something waits for the others to come to rest. */
export interface RestingScope {
  isAlive(): boolean;
  /** Ends the scope when only event sub-processes are left that nothing has started. */
  endIfDone(): boolean;
  /** Lets one inclusive gateway go on to which no further token can come. */
  openJoin(): boolean;
}

/** What only the loops around a place know: the items under their names, and the place of the innermost. */
export function loopVariables(loops: readonly LoopScope[]): Variables {
  const variables: Variables = {};
  for (const { position, elementVariable } of loops) {
    variables.loopCounter = position.index;
    variables[elementVariable] = position.item;
  }
  return variables;
}

/** The run that an activity takes part in. */
export function runOf(activity: Pick<Activity, 'context'>): Run {
  return (activity.context as { run: Run }).run;
}
