import type { Graph, GraphFlow, GraphLoop, GraphNode, NodeKind } from './graph.js';
import type { Random } from './random.js';

/** Where a path arrives: the node from which the next flow leaves. Null: the path has ended. */
type Tail = string | null;
type Block = (from: string, size: number) => Tail;

/** Kinds of tail that end a path for good. */
const waitingKinds: NodeKind[] = [
  'userTask',
  'userTask',
  'userTask',
  'serviceTask',
  'receiveTask',
  'call',
  'catchTimer',
  'catchMessage',
];
/** Those that only processes of the kind `any` have. */
const furtherKinds: NodeKind[] = [...waitingKinds, 'catchSignal', 'catchCondition'];
const hostKinds = new Set<NodeKind>(['userTask', 'serviceTask', 'receiveTask', 'call', 'subProcess']);

/**
 * plain: no event sub-processes or inclusive joins; sound: those too. Neither ever hangs, and no element of the process
 * itself works on two tokens. any: also joins of decisions and joins that branches come to late, twice or not at all.
 */
export type ProcessKind = 'plain' | 'sound' | 'any';

/** Draws a random block-structured process with loops; `size` bounds the number of blocks. */
export function generateProcess(random: Random, size: number, kind: ProcessKind = 'any'): Graph {
  return new Generator(random, kind).process(size);
}

class Generator {
  private readonly nodes: GraphNode[] = [];
  private readonly flows: GraphFlow[] = [];
  private scope = 'process';
  private depth = 0;

  constructor(
    private readonly random: Random,
    private readonly kind: ProcessKind,
  ) {}

  private get isPlain(): boolean {
    return this.kind === 'plain';
  }

  process(size: number): Graph {
    this.scopeBody(size);
    return { nodes: this.nodes, flows: this.flows };
  }

  private scopeBody(size: number, start = this.node('start')): void {
    const first = this.wait(start);
    const tail = this.sequence(first, size);
    if (tail !== null) this.finish(tail);
    while (!this.isPlain && this.depth < 4 && this.random.chance(0.15))
      this.eventSubProcess(Math.ceil(size / 3));
  }

  private eventSubProcess(size: number): void {
    const further: NodeKind[] = this.kind === 'any' ? ['startSignal', 'startCondition'] : [];
    const kind = this.random.pick<NodeKind>(['startTimer', 'startMessage', ...further]);
    const interrupting = this.random.chance(0.5);
    const rounds = interrupting ? 1 : this.random.pick([1, 2, 3]);
    this.handler({ kind, interrupting, rounds }, size);
  }

  private handler(start: Pick<GraphNode, 'kind'> & Partial<GraphNode>, size: number): void {
    this.depth += 1;
    const { kind, ...more } = start;
    this.inside(this.node('eventSubProcess').id, () => this.scopeBody(size, this.node(kind, more)));
    this.depth -= 1;
  }

  /** Ends a path in a scope; at times by a fork whose branches end on their own. */
  private finish(from: string): void {
    const kind = this.random.below(10);
    if (kind === 0) this.flow(from, this.node('terminate').id);
    else if (kind === 1) this.ownEnds(from, 'parallel');
    else if (kind === 2) this.ownEnds(from, 'inclusive');
    else if (kind === 3 && this.kind === 'any') this.flow(from, this.undo('undoEnd').id);
    else this.flow(from, this.node('end').id);
  }

  private ownEnds(from: string, kind: 'parallel' | 'inclusive'): void {
    const fork = this.node(kind);
    this.flow(from, fork.id);
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      const task = this.node('userTask');
      const isDefault = kind === 'inclusive' && index === branches - 1;
      const when =
        kind === 'inclusive' && !isDefault ? { variable: `${fork.id}_${index}`, value: 1 } : undefined;
      this.flow(fork.id, task.id, { when, isDefault });
      this.flow(task.id, this.node('end').id);
    }
  }

  private sequence(from: string, size: number): Tail {
    let tail: Tail = from;
    let left = size;
    while (left > 0 && tail !== null) {
      const used = 1 + this.random.below(left);
      tail = this.block(tail, used);
      left -= used;
    }
    return tail;
  }

  private block(from: string, size: number): Tail {
    if (size <= 1 && this.kind === 'any' && this.random.chance(0.15)) return this.throwing(from);
    if (size <= 1) return this.random.chance(0.1) ? this.step(from, 'milestone') : this.wait(from);
    const blocks: Block[] = [
      (tail, inner) => this.decision(tail, inner),
      (tail, inner) => this.loopBack(tail, inner),
      (tail, inner) => this.fork(tail, inner),
      (tail, inner) => this.subProcess(tail, inner),
      (tail, inner) => this.race(tail, inner),
      (tail, inner) => this.multiMerge(tail, inner),
    ];
    const unsound: Block[] = [
      (tail, inner) => this.lateJoin(tail, inner),
      (tail, inner) => this.manyIntoOne(tail, inner),
      (tail, inner) => this.uncontrolled(tail, inner),
      (tail, inner) => this.boundariesAround(tail, inner),
    ];
    if (!this.isPlain) blocks.push((tail, inner) => this.inclusive(tail, inner));
    if (this.kind === 'any') blocks.push(...unsound);
    this.depth += 1;
    const tail = this.depth > 5 ? this.wait(from) : this.random.pick(blocks)(from, size - 1);
    this.depth -= 1;
    return tail;
  }

  /** Compensation, or a signal between two tasks: what waits for it when the first is done is certain. */
  private throwing(from: string): string {
    if (this.random.chance(0.6)) {
      const undo = this.undo('undo');
      this.flow(from, undo.id);
      return undo.id;
    }
    const [before, signal, after] = [this.node('userTask'), this.node('throwSignal'), this.node('userTask')];
    this.flow(from, before.id);
    this.flow(before.id, signal.id);
    this.flow(signal.id, after.id);
    return after.id;
  }

  private undo(kind: 'undo' | 'undoEnd'): GraphNode {
    const beside = this.nodes.filter(({ scope, undoneBy }) => scope === this.scope && undoneBy);
    const undoes = beside.length > 0 && this.random.chance(0.3) ? this.random.pick(beside).id : undefined;
    return this.node(kind, { ...(undoes && { undoes }), goesOnAtOnce: this.random.chance(0.2) });
  }

  /** At times something undoes an activity: a task, a service or a sub-process. */
  private undoable(node: GraphNode): void {
    if (this.kind !== 'any' || !hostKinds.has(node.kind) || !this.random.chance(0.3)) return;
    const kind = this.random.pick<NodeKind>(['userTask', 'userTask', 'serviceTask', 'subProcess']);
    const handler = this.node(kind, { isHandler: true });
    node.undoneBy = handler.id;
    if (kind === 'subProcess')
      this.inside(handler.id, () => {
        const task = this.node('userTask');
        this.flow(this.node('start').id, task.id);
        this.flow(task.id, this.node('end').id);
      });
  }

  private wait(from: string | GraphNode): string {
    const node = this.node(this.random.pick(this.kind === 'any' ? furtherKinds : waitingKinds));
    if (hostKinds.has(node.kind) && this.random.chance(0.25)) node.loop = this.loop();
    this.undoable(node);
    this.flow(typeof from === 'string' ? from : from.id, node.id);
    return this.withBoundaries(node);
  }

  private step(from: string, kind: NodeKind): string {
    const node = this.node(kind);
    this.flow(from, node.id);
    return node.id;
  }

  private decision(from: string, size: number): Tail {
    const split = this.step(from, this.random.pick<NodeKind>(['exclusive', 'exclusive', 'userTask']));
    const merge = this.node('exclusive');
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      const isDefault = index === branches - 1;
      const edge = isDefault ? { isDefault } : { when: { variable: split, value: index + 1 } };
      if (this.random.chance(0.2)) this.flow(split, merge.id, edge);
      else this.branch(split, edge, Math.ceil(size / branches), merge.id);
    }
    return merge.id;
  }

  private loopBack(from: string, size: number): Tail {
    const kind = !this.isPlain && this.random.chance(0.3) ? 'inclusive' : 'exclusive';
    const merge = this.step(from, kind);
    const body = this.wait(merge);
    const tail = this.sequence(body, size - 1) as string;
    const split = this.step(tail, 'exclusive');
    this.flow(split, merge, { when: { variable: split, value: 1 } });
    const out = this.node('milestone');
    this.flow(split, out.id, { isDefault: true });
    return out.id;
  }

  private fork(from: string, size: number): Tail {
    const fork = this.step(from, 'parallel');
    const join = this.node('parallel');
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      this.branch(fork, {}, Math.ceil(size / branches), join.id);
    }
    return join.id;
  }

  /** Two tokens come to the same task, which is then done twice; at times both through a join of two pairs. */
  private multiMerge(from: string, size: number): Tail {
    const inner = this.node('subProcess');
    this.flow(from, inner.id);
    this.inside(inner.id, () => {
      const fork = this.node('parallel');
      this.flow(this.node('start').id, fork.id);
      const merges = [this.node('exclusive')];
      const isJoined = this.kind === 'any' && this.random.chance(0.5);
      if (isJoined) merges.push(this.node('exclusive'));
      for (const merge of merges) {
        for (let index = 0; index < 2; index += 1) this.branch(fork.id, {}, Math.ceil(size / 2), merge.id);
      }
      const last = isJoined ? this.node('parallel') : (merges[0] as GraphNode);
      if (isJoined) for (const merge of merges) this.flow(merge.id, last.id);
      const twice = this.wait(last);
      const tail = this.kind === 'any' ? this.sequence(twice, this.random.below(3)) : twice;
      this.flow(tail as string, this.node('end').id);
    });
    return inner.id;
  }

  /** Branches of a fork lead into one another's tasks without a gateway; all of it ends with its sub-process. */
  private uncontrolled(from: string, size: number): Tail {
    const inner = this.node('subProcess');
    this.flow(from, inner.id);
    this.inside(inner.id, () => {
      const fork = this.node('parallel');
      this.flow(this.node('start').id, fork.id);
      const shared = this.node(this.random.pick(waitingKinds));
      if (hostKinds.has(shared.kind) && this.random.chance(0.25)) shared.loop = this.loop();
      for (const tail of [this.wait(fork), this.wait(fork)]) this.flow(tail, shared.id);
      const tail = this.sequence(this.withBoundaries(shared), Math.ceil(size / 3));
      this.flow(tail as string, this.node('end').id);
    });
    return inner.id;
  }

  /** One to all branches, joined by a gateway that knows how many. */
  private inclusive(from: string, size: number): Tail {
    const split = this.step(from, 'inclusive');
    const join = this.node('inclusive');
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      const isDefault = index === branches - 1;
      const edge = isDefault ? { isDefault } : { when: { variable: `${split}_${index}`, value: 1 } };
      if (this.random.chance(0.2)) this.flow(split, join.id, edge);
      else this.branch(split, edge, Math.ceil(size / branches), join.id);
    }
    return join.id;
  }

  /** Branches that may come to an inclusive join early, late, twice, in another's place or not at all. */
  private lateJoin(from: string, size: number): Tail {
    const fork = this.step(from, 'parallel');
    const join = this.node('inclusive');
    const early = this.node(this.random.pick<NodeKind>(['inclusive', 'exclusive']));
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      const task = this.node('userTask');
      this.flow(fork, task.id);
      const split = this.step(this.sequence(task.id, Math.floor(size / branches)) as string, 'exclusive');
      const [other, usual] = [this.random.pick([join, early, null]), this.random.pick([join, early])];
      this.flow(split, (other ?? this.node('end')).id, { when: { variable: split, value: 1 } });
      this.flow(split, usual.id, { isDefault: true });
    }
    if (this.random.chance(0.4)) {
      const host = this.node('userTask');
      this.flow(fork, host.id);
      const timer = this.node('boundaryTimer', { attachedTo: host.id, interrupting: true, rounds: 1 });
      this.flow(timer.id, join.id);
      this.flow(host.id, this.node('end').id);
    }
    this.flow(fork, early.id);
    this.flow(this.random.chance(0.5) ? this.wait(early) : early.id, join.id);
    return join.id;
  }

  /** Timers of branches lead into the join, into another branch before it, or away; in a scope of its own. */
  private boundariesAround(from: string, size: number): Tail {
    const inner = this.node('subProcess');
    this.flow(from, inner.id);
    this.inside(inner.id, () => {
      const split = this.node(this.random.pick<NodeKind>(['parallel', 'inclusive']));
      this.flow(this.node('start').id, split.id);
      const join = this.node('inclusive');
      const branches = 2 + this.random.below(2);
      const tasks = Array.from({ length: branches }, () => this.node('userTask'));
      tasks.forEach((task, index) => {
        const isDefault = split.kind === 'inclusive' && index === branches - 1;
        const when =
          split.kind === 'inclusive' && !isDefault
            ? { variable: `${split.id}_${index}`, value: 1 }
            : undefined;
        this.flow(split.id, task.id, { when, isDefault });
        const tail = this.sequence(task.id, this.random.below(Math.ceil(size / branches) + 1)) as string;
        this.flow(tail, join.id);
      });
      for (const host of tasks.filter(() => this.random.chance(0.6))) {
        const interrupting = this.random.chance(0.6);
        const rounds = interrupting ? 1 : this.random.pick([1, 1, 2]);
        const timer = this.node('boundaryTimer', { attachedTo: host.id, interrupting, rounds });
        const other = this.random.pick(tasks);
        const target = this.random.pick([join.id, other.id, null]) ?? this.node('userTask').id;
        this.flow(timer.id, target);
      }
      for (const node of [...this.nodes].filter((one) => one.scope === inner.id && one.kind === 'userTask')) {
        if (!node.isHandler && !this.flows.some((flow) => flow.source === node.id))
          this.flow(node.id, this.random.chance(0.5) ? join.id : this.node('end').id);
      }
      this.flow(this.wait(join), this.node('end').id);
    });
    return inner.id;
  }

  /** Several flows of one gateway, and those of a decision, into one parallel gateway: one token of each. */
  private manyIntoOne(from: string, size: number): Tail {
    const fork = this.step(from, 'parallel');
    const join = this.node('parallel');
    this.flow(fork, join.id);
    this.flow(fork, join.id);
    const merge = this.node('exclusive');
    for (let index = 0; index < 2; index += 1) this.branch(fork, {}, Math.ceil(size / 2), merge.id);
    const split = this.step(merge.id, 'exclusive');
    this.flow(split, join.id, { when: { variable: split, value: 1 } });
    this.flow(split, this.random.chance(0.5) ? join.id : this.node('end').id, { isDefault: true });
    return join.id;
  }

  private race(from: string, size: number): Tail {
    const gateway = this.step(from, 'eventBased');
    const merge = this.node('exclusive');
    const branches = 2 + this.random.below(2);
    for (let index = 0; index < branches; index += 1) {
      const event = this.node(this.random.pick<NodeKind>(['catchTimer', 'catchMessage', 'receiveTask']));
      this.flow(gateway, event.id);
      const tail = this.sequence(event.id, this.random.below(Math.ceil(size / branches) + 1));
      this.flow(tail as string, merge.id);
    }
    return merge.id;
  }

  private subProcess(from: string, size: number): Tail {
    const node = this.node('subProcess');
    this.flow(from, node.id);
    if (this.random.chance(0.4)) node.loop = this.loop();
    this.undoable(node);
    const throws = this.random.chance(this.isPlain ? 0.2 : 0.35);
    const handled = !this.isPlain && throws && this.random.chance(0.5);
    this.inside(node.id, () => {
      if (!throws) return this.scopeBody(size);
      if (handled) this.handler({ kind: 'startError', interrupting: true }, Math.ceil(size / 3));
      const begun = this.wait(this.node('start'));
      if (!this.isPlain && this.random.chance(0.4)) return this.flow(begun, this.errorEnd());
      const split = this.step(begun, 'exclusive');
      this.flow(split, this.errorEnd(), { when: { variable: split, value: 1 } });
      const task = this.node('userTask');
      this.flow(split, task.id, { isDefault: true });
      this.finish(this.sequence(task.id, size - 1) as string);
    });
    if (this.kind === 'any' && this.random.chance(0.3)) this.escalations(node);
    if (!throws || handled) return this.withBoundaries(node);
    const merge = this.node('exclusive');
    const caught = this.node('boundaryError', { attachedTo: node.id, interrupting: true });
    this.flow(this.wait(caught), merge.id);
    this.flow(node.id, merge.id);
    return merge.id;
  }

  /** Its start is followed by an escalation, and somebody may catch it; in the way of the rest or beside it. */
  private escalations(node: GraphNode): void {
    this.inside(node.id, () => {
      const start = this.nodes.find(({ scope, kind }) => scope === node.id && kind === 'start') as GraphNode;
      const first = this.flows.find(({ source }) => source === start.id) as GraphFlow;
      const { target } = first;
      if (this.random.chance(0.5)) {
        const escalation = this.node('escalation');
        first.target = escalation.id;
        this.flow(escalation.id, target);
      } else {
        const task = this.node('userTask');
        this.flow(start.id, task.id);
        this.flow(task.id, this.node('escalationEnd').id);
      }
      if (this.random.chance(0.3))
        this.handler({ kind: 'startEscalation', interrupting: this.random.chance(0.5) }, 1);
    });
    if (this.random.chance(0.3)) return;
    const interrupting = this.random.chance(0.5);
    const caught = this.node('boundaryEscalation', { attachedTo: node.id, interrupting });
    this.flow(this.wait(caught), this.node('end').id);
  }

  /** An error end, at times with a task beside that it takes along. */
  private errorEnd(): string {
    if (this.isPlain || this.random.chance(0.6)) return this.node('error').id;
    const fork = this.node('parallel');
    const task = this.node('userTask');
    const ends = [this.node('error').id, task.id];
    const first = this.random.below(2);
    this.flow(fork.id, ends[first] as string);
    this.flow(fork.id, ends[1 - first] as string);
    this.flow(task.id, this.node('end').id);
    return fork.id;
  }

  /** What a service or a called process throws may be caught; in its place or, an escalation, beside it. */
  private catching(node: GraphNode): void {
    if (this.kind !== 'any' || !['serviceTask', 'call'].includes(node.kind) || !this.random.chance(0.4))
      return;
    const isError = node.kind === 'serviceTask' || this.random.chance(0.5);
    const interrupting = isError || this.random.chance(0.5);
    const caught = this.node(isError ? 'boundaryError' : 'boundaryEscalation', {
      attachedTo: node.id,
      interrupting,
    });
    this.flow(caught.id, this.node('userTask').id);
    this.flow((this.nodes.at(-1) as GraphNode).id, this.node('end').id);
  }

  /** Boundary timers: the way of an interrupting one joins the main way again, others end on their own. */
  private withBoundaries(node: GraphNode): string {
    this.catching(node);
    if (!hostKinds.has(node.kind) || !this.random.chance(0.35)) return node.id;
    const interrupting = this.random.chance(0.5);
    const rounds = interrupting ? 1 : this.random.pick([1, 1, 2, 3]);
    const further: NodeKind[] = ['boundaryMessage', 'boundarySignal', 'boundaryCondition'];
    const kind: NodeKind =
      this.kind === 'any' && this.random.chance(0.4) ? this.random.pick(further) : 'boundaryTimer';
    const timer = this.node(kind, { attachedTo: node.id, interrupting, rounds });
    const escalation = this.node('userTask');
    this.flow(timer.id, escalation.id);
    if (!interrupting) {
      this.flow(escalation.id, this.node('end').id);
      return node.id;
    }
    const merge = this.node('exclusive');
    this.flow(escalation.id, merge.id);
    this.flow(node.id, merge.id);
    return merge.id;
  }

  private branch(from: string, edge: Partial<GraphFlow>, size: number, to: string): void {
    const task = this.node('userTask');
    this.flow(from, task.id, edge);
    this.flow(this.sequence(task.id, Math.max(0, size - 1)) as string, to);
  }

  private inside(scope: string, draw: () => void): void {
    const outer = this.scope;
    this.scope = scope;
    draw();
    this.scope = outer;
  }

  private loop(): GraphLoop {
    const count = this.random.below(4);
    const until = count > 1 && this.random.chance(0.3) ? 1 + this.random.below(count) : undefined;
    return {
      sequential: this.random.chance(0.5),
      count,
      by: this.random.pick(['collection', 'cardinality']),
      ...(until && { until }),
    };
  }

  private node(kind: NodeKind, more: Partial<GraphNode> = {}): GraphNode {
    const id = `${kind}${this.nodes.length}`;
    const condition = kind.endsWith('Condition') ? { variable: id } : {};
    const node: GraphNode = { id, kind, scope: this.scope, ...condition, ...more };
    this.nodes.push(node);
    return node;
  }

  private flow(source: string, target: string, edge: Partial<GraphFlow> = {}): void {
    this.flows.push({ id: `f${this.flows.length}`, source, target, ...edge });
  }
}
