/** The generated process as a plain graph: the XML is written from it and the token game is played on it. */
export interface Graph {
  nodes: GraphNode[];
  flows: GraphFlow[];
}

export type NodeKind =
  | 'start'
  | 'end'
  | 'terminate'
  | 'error'
  | 'escalation'
  | 'escalationEnd'
  | 'milestone'
  | 'throwSignal'
  | 'undo'
  | 'undoEnd'
  | 'userTask'
  | 'serviceTask'
  | 'receiveTask'
  | 'call'
  | 'catchTimer'
  | 'catchMessage'
  | 'catchSignal'
  | 'catchCondition'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'eventBased'
  | 'subProcess'
  | 'eventSubProcess'
  | 'startTimer'
  | 'startMessage'
  | 'startSignal'
  | 'startCondition'
  | 'startError'
  | 'startEscalation'
  | 'boundaryTimer'
  | 'boundaryMessage'
  | 'boundarySignal'
  | 'boundaryCondition'
  | 'boundaryError'
  | 'boundaryEscalation';

export interface GraphNode {
  id: string;
  kind: NodeKind;
  /** Id of the sub-process that holds it; `process` at the top. */
  scope: string;
  attachedTo?: string;
  interrupting?: boolean;
  /** Of a timer on the boundary or before an event sub-process: how often it goes off. */
  rounds?: number;
  loop?: GraphLoop;
  /** Id of what undoes it once it is done. */
  undoneBy?: string;
  /** Nothing leads to it but compensation. */
  isHandler?: true;
  /** Of `undo` and `undoEnd`: the one activity that is meant, and whether the token goes on at once. */
  undoes?: string;
  goesOnAtOnce?: boolean;
  /** Of a condition: met while the variable is 1. */
  variable?: string;
}

export interface GraphLoop {
  sequential: boolean;
  count: number;
  by: 'collection' | 'cardinality';
  /** Done as soon as so many instances are. */
  until?: number;
}

export interface GraphFlow {
  id: string;
  source: string;
  target: string;
  /** Taken when the variable has the value. */
  when?: { variable: string; value: number };
  isDefault?: boolean;
}

/** Values of the variables that gateways ask for; a missing one is 0. */
export type Choices = Record<string, number>;
