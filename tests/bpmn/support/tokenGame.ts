import type { Choices, Graph, GraphFlow, GraphNode, NodeKind } from './graph.js';
import { mayPass } from './inclusiveJoin.js';
import type { Course, Done, GameWait, OpenWait, Scope } from './tokenGameTypes.js';

const waitKinds: Partial<Record<NodeKind, GameWait['kind']>> = {
  userTask: 'task',
  serviceTask: 'service',
  receiveTask: 'message',
  call: 'call',
  catchTimer: 'timer',
  catchMessage: 'message',
  catchSignal: 'signal',
  catchCondition: 'condition',
  boundaryTimer: 'timer',
  boundaryMessage: 'message',
  boundarySignal: 'signal',
  boundaryCondition: 'condition',
  startTimer: 'timer',
  startMessage: 'message',
  startSignal: 'signal',
  startCondition: 'condition',
};
/** Boundary events that wait as long as their activity is under way. */
const listeningBoundaries = new Set<NodeKind>(['boundaryMessage', 'boundarySignal', 'boundaryCondition']);

/**
 * The token game of BPMN 2.0 (chapter 13) on the graph, written without a look at the engine: it knows nodes, flows and
 * tokens only. Uncontrolled flow (13.3.1): each token that comes to an activity makes a new instance of it, whether
 * others are under way or not. One rule is the engine's own and part of its contract: an inclusive join is asked when
 * all tokens have come to rest.
 */
export class TokenGame {
  private open: OpenWait[] = [];
  private scopes: Scope[] = [];
  private choices: Choices = {};
  private completions = 0;
  ended = false;

  constructor(private readonly graph: Graph) {}

  start(choices: Choices): void {
    this.choices = choices;
    this.openScope('process', null, {
      onEnd: () => {
        this.ended = true;
      },
      onError: () => {
        for (const scope of this.scopes) scope.alive = false;
        this.ended = true;
      },
      onEscalation: () => {},
    });
    this.rest();
    this.fireConditions();
  }

  /** In the order in which they were opened. */
  waits(): readonly GameWait[] {
    return this.open.filter(({ scope, epoch }) => isAlive(scope) && scope.epoch === epoch);
  }

  /** Tokens are left, and nothing will ever move them. */
  get isStuck(): boolean {
    return !this.ended && this.waits().length === 0;
  }

  /** @param what happens; the data may also change alone */
  answer(what: () => void, choices: Choices): void {
    this.choices = choices;
    what();
    this.rest();
    this.fireConditions();
  }

  /** With the data as they are now, each condition that has become true goes off, in the order in which they wait. */
  private fireConditions(): void {
    const isMet = ({ elementId }: GameWait) => this.choices[this.node(elementId).variable as string] === 1;
    for (;;) {
      const met = (this.waits() as OpenWait[]).find((wait) => {
        if (wait.kind !== 'condition') return false;
        const before = wait.isMet;
        wait.isMet = isMet(wait);
        return wait.isMet && !before;
      });
      if (!met) return;
      met.answer();
      this.rest();
    }
  }

  private openScope(
    id: string,
    parent: Scope | null,
    ends: Pick<Scope, 'onEnd' | 'onError' | 'onEscalation'>,
    onOpen: (scope: Scope) => void = () => {},
  ): Scope {
    const scope: Scope = {
      id,
      done: [],
      parent,
      alive: true,
      epoch: 0,
      parentEpoch: parent?.epoch ?? 0,
      moving: 0,
      busy: new Map(),
      listening: [],
      running: 0,
      joins: new Map(),
      ...ends,
    };
    this.scopes.push(scope);
    onOpen(scope);
    for (const node of this.graph.nodes) {
      if (node.scope === id && node.kind === 'eventSubProcess')
        this.listen(scope, node, this.startOf(node.id).rounds ?? 1);
    }
    this.leave(scope, this.startOf(id));
    this.endIfDone(scope);
    return scope;
  }

  private enter(scope: Scope, node: GraphNode, by: GraphFlow | null): void {
    if (!isAlive(scope)) return;
    switch (node.kind) {
      case 'parallel':
        if (this.isMet(scope, node, by)) this.leave(scope, node);
        return;
      case 'terminate':
        scope.alive = false;
        scope.onEnd();
        return;
      case 'error':
        this.raise(scope);
        return;
      case 'escalation':
      case 'escalationEnd':
        this.escalate(scope, node);
        return;
      case 'end':
        return;
      case 'throwSignal':
        this.throwSignal(scope, node);
        return;
      case 'undo':
      case 'undoEnd':
        this.undo(scope, node);
        return;
      case 'start':
      case 'milestone':
      case 'exclusive':
        this.leave(scope, node);
        return;
      case 'inclusive':
        if (this.isMerge(node)) this.arrive(scope, node, by as GraphFlow);
        else this.leave(scope, node);
        return;
      default:
        this.begin(scope, node);
    }
  }

  /** A node that takes time is under way for each token that comes. */
  private begin(scope: Scope, node: GraphNode): void {
    scope.busy.set(node.id, (scope.busy.get(node.id) ?? 0) + 1);
    if (node.kind === 'eventBased') this.race(scope, node);
    else this.perform(scope, node);
  }

  /** One instance of the node is under way until its token has gone on. */
  private finish(scope: Scope, node: GraphNode, proceed: () => void): void {
    const { epoch } = scope;
    proceed();
    if (!isAlive(scope) || scope.epoch !== epoch) return;
    const left = (scope.busy.get(node.id) ?? 0) - 1;
    if (left > 0) scope.busy.set(node.id, left);
    else scope.busy.delete(node.id);
    this.endIfDone(scope);
  }

  private race(scope: Scope, gateway: GraphNode): void {
    const waits: OpenWait[] = [];
    for (const flow of this.outgoing(gateway)) {
      const target = this.node(flow.target);
      waits.push(
        this.wait(scope, target, () => {
          this.drop(waits);
          this.finish(scope, gateway, () => this.leave(scope, target));
        }),
      );
    }
  }

  /** Runs a task or sub-process, once or for each instance, with its boundary events. */
  private perform(scope: Scope, node: GraphNode): void {
    const boundaries = this.graph.nodes.filter((one) => one.attachedTo === node.id);
    const course: Course = {
      done: false,
      cancel: [],
      results: [],
      stop: (proceed) => {
        if (course.done) return;
        course.done = true;
        for (const cancel of course.cancel) cancel();
        this.finish(scope, node, proceed);
      },
      complete: () => {
        for (const result of course.results) result.isPending = false;
        course.stop(() => this.leave(scope, node));
      },
      fail: () => {
        const caught = boundaries.find((one) => one.kind === 'boundaryError');
        course.stop(() => (caught ? this.leave(scope, caught) : this.raise(scope)));
      },
      escalate: () => {
        const caught = boundaries.find((one) => one.kind === 'boundaryEscalation');
        if (!caught) this.handOn(scope);
        else if (caught.interrupting) course.stop(() => this.leave(scope, caught));
        else this.leave(scope, caught);
      },
    };
    for (const timer of boundaries.filter((one) => one.kind === 'boundaryTimer')) {
      this.arm(scope, timer, timer.rounds ?? 1, course);
    }
    for (const event of boundaries.filter(({ kind }) => listeningBoundaries.has(kind))) {
      this.listenBeside(scope, event, course);
    }
    if (node.loop) this.repeat(scope, node, course);
    else this.once(scope, node, course, course.complete);
  }

  private arm(scope: Scope, timer: GraphNode, rounds: number, course: Course): void {
    const wait = this.wait(scope, timer, () => {
      this.drop([wait]);
      if (timer.interrupting) {
        course.stop(() => this.leave(scope, timer));
        return;
      }
      if (rounds > 1) this.arm(scope, timer, rounds - 1, course);
      this.leave(scope, timer);
    });
    course.cancel.push(() => this.drop([wait]));
  }

  /** Not interrupting, it waits again at once; a condition has to become false before. */
  private listenBeside(scope: Scope, event: GraphNode, course: Course, isMet = false): void {
    const wait = this.wait(scope, event, () => {
      this.drop([wait]);
      if (event.interrupting) {
        course.stop(() => this.leave(scope, event));
        return;
      }
      this.listenBeside(scope, event, course, true);
      this.leave(scope, event);
    });
    wait.isMet = isMet;
    course.cancel.push(() => this.drop([wait]));
  }

  private repeat(scope: Scope, node: GraphNode, course: Course): void {
    const { count, sequential, until } = node.loop!;
    if (count === 0) {
      course.complete();
      return;
    }
    let started = 0;
    let completed = 0;
    const next = () => {
      started += 1;
      this.once(scope, node, course, oneDone);
    };
    const oneDone = () => {
      if (course.done) return;
      completed += 1;
      if (completed === count || (until !== undefined && completed >= until)) course.complete();
      else if (sequential) next();
    };
    if (sequential) next();
    else while (started < count && !course.done) next();
  }

  /** Starts one instance. */
  private once(scope: Scope, node: GraphNode, course: Course, onEnd: () => void): void {
    const end = (inner: Scope | null) => {
      if (!course.done) course.results.push(this.remember(scope, node, inner));
      onEnd();
    };
    if (node.kind === 'subProcess') {
      const { fail: onError, escalate: onEscalation } = course;
      let own: Scope | null = null;
      this.openScope(node.id, scope, { onEnd: () => end(own), onError, onEscalation }, (inner) => {
        own = inner;
        course.cancel.push(() => {
          inner.alive = false;
        });
      });
      return;
    }
    const wait = this.wait(scope, node, () => {
      this.drop([wait]);
      end(null);
    });
    wait.fail = () => course.fail();
    wait.escalate = () => course.escalate();
    course.cancel.push(() => this.drop([wait]));
  }

  private leave(scope: Scope, node: GraphNode): void {
    const taken = this.taken(node);
    const { epoch } = scope;
    scope.moving += taken.length;
    for (const flow of taken) {
      if (scope.epoch !== epoch) return;
      scope.moving -= 1;
      this.enter(scope, this.node(flow.target), flow);
    }
  }

  private taken(node: GraphNode): GraphFlow[] {
    const outgoing = this.outgoing(node);
    const met = outgoing.filter(({ when }) => when && (this.choices[when.variable] ?? 0) === when.value);
    const always = outgoing.filter(({ when, isDefault }) => !when && !isDefault);
    if (met.length === 0) return [...always, ...outgoing.filter((flow) => flow.isDefault)];
    return [...always, ...(node.kind === 'exclusive' ? met.slice(0, 1) : met)];
  }

  /** A join goes on when each incoming flow has brought a token, and takes one from each. */
  private isMet(scope: Scope, join: GraphNode, by: GraphFlow | null): boolean {
    const incoming = this.incoming(join);
    if (incoming.length < 2 || !by) return true;
    const arrived = this.arrive(scope, join, by);
    if (!incoming.every((flow) => (arrived.get(flow.id) ?? 0) > 0)) return false;
    for (const flow of incoming) arrived.set(flow.id, (arrived.get(flow.id) ?? 0) - 1);
    return true;
  }

  private arrive(scope: Scope, join: GraphNode, by: GraphFlow): Map<string, number> {
    const arrived = scope.joins.get(join.id) ?? new Map<string, number>();
    arrived.set(by.id, (arrived.get(by.id) ?? 0) + 1);
    scope.joins.set(join.id, arrived);
    return arrived;
  }

  /** Lets inclusive joins go on one by one until none may. */
  private rest(): void {
    while (this.scopes.some((scope) => isAlive(scope) && this.passOne(scope)));
    this.scopes = this.scopes.filter(isAlive);
  }

  private passOne(scope: Scope): boolean {
    const marked = (id: string) =>
      new Set([...(scope.joins.get(id) ?? [])].flatMap(([flow, count]) => (count > 0 ? [flow] : [])));
    const waiting = [...scope.joins.keys()].filter((id) => marked(id).size > 0);
    const join = this.graph.nodes.find(({ id, kind }) => {
      if (kind !== 'inclusive' || !waiting.includes(id)) return false;
      const holders = new Set([...scope.busy.keys(), ...waiting].filter((holder) => holder !== id));
      return mayPass(this.graph, this.node(id), marked(id), holders);
    });
    if (!join) return false;
    const arrived = scope.joins.get(join.id) as Map<string, number>;
    for (const flow of marked(join.id)) arrived.set(flow, (arrived.get(flow) ?? 0) - 1);
    this.leave(scope, join);
    this.endIfDone(scope);
    return true;
  }

  private listen(scope: Scope, node: GraphNode, rounds: number, isMet = false): void {
    scope.listening.push(node);
    const start = this.startOf(node.id);
    if (start.kind === 'startError' || start.kind === 'startEscalation') return;
    const wait = this.wait(scope, start, () => {
      this.drop([wait]);
      const { epoch } = scope;
      scope.listening = scope.listening.filter((one) => one !== node);
      this.trigger(scope, node);
      if (scope.epoch !== epoch || !isAlive(scope)) return;
      if (start.kind !== 'startTimer') this.listen(scope, node, 1, true);
      else if (rounds > 1) this.listen(scope, node, rounds - 1);
    });
    wait.isMet = isMet;
  }

  /** Runs an event sub-process beside the rest of its scope or, interrupting, in its place. */
  private trigger(scope: Scope, node: GraphNode): void {
    if (this.startOf(node.id).interrupting) {
      scope.epoch += 1;
      Object.assign(scope, { moving: 0, busy: new Map(), joins: new Map(), listening: [], running: 0 });
    }
    scope.running += 1;
    let own: Scope | null = null;
    const onEnd = () => {
      scope.running -= 1;
      this.remember(scope, node, own).isPending = false;
      this.endIfDone(scope);
    };
    const [onError, onEscalation] = [() => this.raise(scope), () => this.handOn(scope)];
    this.openScope(node.id, scope, { onEnd, onError, onEscalation }, (inner) => {
      own = inner;
    });
  }

  /** Whatever waits for it when it is thrown gets it, before the token that threw it goes on. */
  private throwSignal(scope: Scope, node: GraphNode): void {
    const { epoch } = scope;
    scope.moving += 1;
    for (const wait of this.waits().filter(({ kind }) => kind === 'signal'))
      if (this.waits().includes(wait)) wait.answer();
    if (!isAlive(scope) || scope.epoch !== epoch) return;
    scope.moving -= 1;
    this.leave(scope, node);
  }

  private remember(scope: Scope, node: GraphNode, inner: Scope | null): Done {
    this.completions += 1;
    const done: Done = { node, at: this.completions, inner, isPending: true, isUndone: false };
    if (!node.isHandler) scope.done.push(done);
    return done;
  }

  /** Compensation (10.7): in the scope, and in that around an event sub-process. */
  private undo(scope: Scope, node: GraphNode): void {
    const isAround =
      scope.parent && this.graph.nodes.some(({ id, kind }) => id === scope.id && kind === 'eventSubProcess');
    const done = [...scope.done, ...(isAround ? (scope.parent as Scope).done : [])];
    const handlers = this.handlersOf(done.filter(({ node: { id } }) => (node.undoes ?? id) === id));
    if (handlers.length === 0 || node.goesOnAtOnce) {
      if (handlers.length > 0) this.runHandlers(scope, handlers, () => {});
      this.leave(scope, node);
      return;
    }
    scope.busy.set(node.id, (scope.busy.get(node.id) ?? 0) + 1);
    this.runHandlers(scope, handlers, () => this.finish(scope, node, () => this.leave(scope, node)));
  }

  /** What was completed last first, each once; without a handler a sub-process is undone by what was done in it. */
  private handlersOf(done: Done[]): GraphNode[] {
    const meant = done
      .filter(({ isPending, isUndone }) => !isPending && !isUndone)
      .sort((a, b) => b.at - a.at);
    return meant.flatMap((one) => {
      one.isUndone = true;
      if (one.node.undoneBy) return [this.node(one.node.undoneBy)];
      return one.inner ? this.handlersOf(one.inner.done) : [];
    });
  }

  private runHandlers(scope: Scope, [handler, ...left]: GraphNode[], then: () => void): void {
    if (!handler) {
      then();
      return;
    }
    scope.busy.set(handler.id, (scope.busy.get(handler.id) ?? 0) + 1);
    const course: Course = {
      done: false,
      cancel: [],
      results: [],
      stop: (proceed) => {
        if (course.done) return;
        course.done = true;
        for (const cancel of course.cancel) cancel();
        this.finish(scope, handler, proceed);
      },
      complete: () => course.stop(() => this.runHandlers(scope, left, then)),
      fail: () => course.stop(() => this.raise(scope)),
      escalate: () => this.handOn(scope),
    };
    this.once(scope, handler, course, course.complete);
  }

  /** An escalation is caught like an error, before the token that threw it goes on; uncaught, it changes nothing. */
  private escalate(scope: Scope, node: GraphNode): void {
    const { epoch } = scope;
    scope.moving += 1;
    this.handOn(scope);
    if (!isAlive(scope) || scope.epoch !== epoch) return;
    scope.moving -= 1;
    this.leave(scope, node);
  }

  private handOn(scope: Scope): void {
    const catcher = scope.listening.find((node) => this.startOf(node.id).kind === 'startEscalation');
    if (catcher) this.trigger(scope, catcher);
    else scope.onEscalation();
  }

  /** An error is caught by an event sub-process of the scope, else around it. */
  private raise(scope: Scope): void {
    const catcher = scope.listening.find((node) => this.startOf(node.id).kind === 'startError');
    if (catcher) this.trigger(scope, catcher);
    else scope.onError();
  }

  private endIfDone(scope: Scope): void {
    const parked = [...scope.joins.values()].some((flows) => [...flows.values()].some((count) => count > 0));
    if (!isAlive(scope) || scope.moving > 0 || scope.busy.size > 0 || parked || scope.running > 0) return;
    scope.alive = false;
    scope.onEnd();
  }

  private wait(scope: Scope, node: GraphNode, answer: () => void): OpenWait {
    const kind = waitKinds[node.kind]!;
    const wait: OpenWait = { elementId: node.id, kind, answer, scope, epoch: scope.epoch, isMet: false };
    this.open.push(wait);
    return wait;
  }

  private drop(waits: OpenWait[]): void {
    this.open = this.open.filter((wait) => !waits.includes(wait));
  }

  private startOf(scopeId: string): GraphNode {
    return this.graph.nodes.find(
      (node) => node.scope === scopeId && node.kind.startsWith('start'),
    ) as GraphNode;
  }

  private isMerge(node: GraphNode): boolean {
    return this.incoming(node).length > 1;
  }

  private incoming(node: GraphNode): GraphFlow[] {
    return this.graph.flows.filter((flow) => flow.target === node.id);
  }

  private outgoing(node: GraphNode): GraphFlow[] {
    return this.graph.flows.filter((flow) => flow.source === node.id);
  }

  private node(id: string): GraphNode {
    return this.graph.nodes.find((node) => node.id === id) as GraphNode;
  }
}

function isAlive(scope: Scope | null): boolean {
  return (
    scope === null ||
    (scope.alive && scope.parentEpoch === (scope.parent?.epoch ?? 0) && isAlive(scope.parent))
  );
}
