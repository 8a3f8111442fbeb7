/** One property of an element as text; `aspect` is the path under which BPMN keeps it, such as `camunda:candidateGroups`. */
export type Aspects = ReadonlyMap<string, string>;

export interface Position {
  x: number;
  y: number;
}

/** Where an element is drawn. */
export interface Drawing {
  /** Shapes only. */
  box: { x: number; y: number; width: number; height: number } | null;
  /** Connections only. */
  waypoints: Position[] | null;
}

/** One element of a diagram with everything that can differ between two versions. */
export interface ElementFacts {
  id: string;
  /** BPMN type such as `bpmn:UserTask`. */
  type: string;
  name: string | null;
  lane: string | null;
  aspects: Aspects;
  drawing: Drawing | null;
}

/** A diagram as it is compared, by element id, in the order of the file. */
export type DiagramFacts = ReadonlyMap<string, ElementFacts>;

export interface AspectChange {
  aspect: string;
  /** Null: it was not set. */
  from: string | null;
  to: string | null;
}

/** `moved`: only where it is drawn differs. */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'moved';

export interface ElementChange {
  id: string;
  type: string;
  name: string | null;
  lane: string | null;
  /** Ids of what a connection connects. */
  ends: { source: string; target: string } | null;
  kind: ChangeKind;
  /** Also drawn in another place. */
  isMoved: boolean;
  /** What differs; of an added or removed element all that is known of it. */
  changes: AspectChange[];
}
