/** Where a ticket is and which way it came. */
export interface Course {
  present: string[];
  visits: Record<string, number>;
  flows: Record<string, number>;
  /** Flows that were taken and lead back. */
  returnFlows: string[];
  /** How often the ticket came back, by element. */
  returns: Record<string, number>;
}

/** What the page hands to the viewer; the presenter behind the page makes it. */
export interface DiagramTrace extends Course {
  diagramUrl: string;
  hasTrace: boolean;
  elements: Record<string, ElementTrace>;
}

export interface WatchedPoint {
  kind: 'risk' | 'control';
  code: string;
  text: string;
}

export interface ElementTrace {
  name: string;
  lane: string | null;
  documentation: string | null;
  /** What may go wrong there, and what prevents it. */
  watched: WatchedPoint[];
  /** How long the ticket stayed there. */
  time: string | null;
  historyHref: string | null;
  tickets: ChildTicket[];
  /** Why the ticket left it the way it did, the latest last. */
  decisions: { seq: number; when: string; text: string }[];
  happened: {
    seq: number;
    when: string;
    who: string;
    what: string;
    note: string | null;
    ticket: { number: string; href: string | null } | null;
    submission: string | null;
  }[];
}

/** A ticket that was called at the element; `href` is null for who may not open it. */
export interface ChildTicket {
  number: string;
  href: string | null;
  processName: string;
  status: { text: string };
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** An element on the canvas; a connection has waypoints in place of a box. */
export interface Shape extends Box {
  id: string;
  type: string;
  labelTarget?: Shape;
  waypoints?: { x: number; y: number }[];
  /** Where a connection begins. */
  source?: Shape;
}

/** The services of the viewer that we use. */
export interface Diagram {
  container: HTMLElement;
  canvas: {
    zoom(scale?: number | 'fit-viewport', center?: { x: number; y: number }): number;
    scroll(delta: { dx: number; dy: number }): void;
    viewbox(box?: Box): Box & { inner: Box; outer: { width: number; height: number }; scale: number };
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
    /** A group of the drawing; those with a higher index lie above. */
    getLayer(name: string, index: number): SVGElement;
    resized(): void;
  };
  overlays: {
    add(id: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement }): void;
    remove(filter: { type: string }): void;
  };
  registry: { get(id: string): Shape | undefined; getAll(): Shape[] };
  onClick(listener: (id: string) => void): void;
  /** Called when the diagram was moved or zoomed. */
  onView(listener: () => void): void;
}
