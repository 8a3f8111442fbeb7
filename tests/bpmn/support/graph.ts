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
  | 'userTask'
  | 'serviceTask'
  | 'receiveTask'
  | 'call'
  | 'catchTimer'
  | 'catchMessage'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'eventBased'
  | 'subProcess'
  | 'eventSubProcess'
  | 'startTimer'
  | 'startMessage'
  | 'startError'
  | 'startEscalation'
  | 'boundaryTimer'
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
