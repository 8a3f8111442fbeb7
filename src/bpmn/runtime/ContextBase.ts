/**
 * What every context has: how often its elements were entered, and answers to what bpmn-elements asks for in vain, since none of
 * our processes has it.
 */
export class ContextBase {
  /** How often each element was entered in this step. */
  private readonly rounds = new Map<string, number>();

  /** Counts that an element of this scope is entered once more. */
  nextRound(id: string): number {
    const round = (this.rounds.get(id) ?? 0) + 1;
    this.rounds.set(id, round);
    return round;
  }

  getInboundAssociations(): [] {
    return [];
  }

  getAssociations(): [] {
    return [];
  }

  getMessageFlows(): [] {
    return [];
  }

  loadExtensions(): undefined {
    return undefined;
  }
}
