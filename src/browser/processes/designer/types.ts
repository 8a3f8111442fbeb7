import type { FormVariable } from './variable.js';

/** An element of the BPMN model; attributes by their names, those of Camunda with the prefix. */
export interface Moddle {
  id: string;
  $type: string;
  $parent?: Moddle;
  name?: string;
  $instanceOf?(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  [name: string]: unknown;
}

export interface Point {
  x: number;
  y: number;
}

/** An element of the drawing; a connection has waypoints. */
export interface Shape extends Point {
  id: string;
  type: string;
  width: number;
  height: number;
  businessObject: Moddle;
  parent?: Shape;
  host?: Shape;
  source?: Shape;
  target?: Shape;
  incoming?: Shape[];
  outgoing?: Shape[];
  children?: Shape[];
  waypoints?: Point[];
  labelTarget?: Shape;
}

export interface Canvas {
  zoom(scale?: number | 'fit-viewport', center?: Point | 'auto'): number;
  viewbox(box?: object): {
    x: number;
    y: number;
    width: number;
    height: number;
    scale: number;
    inner: { x: number; y: number; width: number; height: number };
    outer: { width: number; height: number };
  };
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  scrollToElement(shape: Shape, padding?: number): void;
  getRootElement(): Shape;
  focus(): void;
  resized(): void;
}

export interface Registry {
  get(id: string): Shape | undefined;
  getAll(): Shape[];
  filter(test: (shape: Shape) => boolean): Shape[];
}

export interface Modeling {
  updateProperties(shape: Shape, properties: Record<string, unknown>): void;
  updateModdleProperties(shape: Shape, element: Moddle, properties: Record<string, unknown>): void;
  removeElements(shapes: Shape[]): void;
  moveElements(shapes: Shape[], delta: Point): void;
  updateWaypoints(connection: Shape, waypoints: Point[]): void;
}

export interface Services {
  alignElements: { trigger(shapes: Shape[], how: string): void };
  distributeElements: { trigger(shapes: Shape[], axis: string): void };
  bpmnFactory: { create(type: string, attributes?: Record<string, unknown>): Moddle };
  bpmnReplace: { replaceElement(shape: Shape, target: Record<string, unknown>): Shape };
  canvas: Canvas;
  commandStack: {
    undo(): void;
    redo(): void;
    canUndo(): boolean;
    canRedo(): boolean;
    clear(): void;
    execute(command: string, context: object): void;
    registerHandler(command: string, handler: unknown): void;
  };
  elementRegistry: Registry;
  eventBus: { fire(event: string, details: object): void };
  moddle: {
    fromXML(xml: string): Promise<{
      rootElement: Moddle;
      references: { element: Moddle; property: string; id: string }[];
    }>;
    toXML(element: Moddle): Promise<{ xml: string }>;
  };
  modeling: Modeling;
  minimap: { toggle(): void; isOpen(): boolean };
  overlays: {
    /** `html` is an element of the page. */
    add(id: string, type: string, overlay: { position: Record<string, number>; html: object }): void;
    remove(filter: { type: string }): void;
  };
  searchPad: { toggle(): void };
  selection: { get(): Shape[]; select(shapes: Shape | Shape[] | null): void };
}

/** bpmn-js, as far as it is used: its own types leave the services untyped. */
export interface Designer {
  get<Name extends keyof Services>(name: Name): Services[Name];
  on(event: string | string[], listener: (event: never) => void): void;
  on(event: string | string[], priority: number, listener: (event: never) => void): void;
  importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
  saveXML(options: { format: boolean }): Promise<{ xml?: string }>;
  saveSVG(): Promise<{ svg: string }>;
  getDefinitions(): Moddle;
  destroy(): void;
}

export interface Choice {
  id: string;
  name: string;
}

/** Everything that a diagram can refer to, for pickers and completion. */
export interface Choices {
  groups: Choice[];
  persons: { id: number; name: string; department: string }[];
  forms: { key: string; title: string; changed: boolean }[];
  topics: { id: string; name: string; parameters: { name: string; label: string }[] }[];
  processes: { key: string; name: string }[];
  actions: Choice[];
  rules: Choice[];
  variables: FormVariable[];
}

export interface Mend {
  kind: string;
  label: string;
  [name: string]: unknown;
}

/** Something that must (error) or should (warning) be changed before the draft can run. */
export interface Problem {
  elementId: string | null;
  elementName: string | null;
  message: string;
  severity: 'error' | 'warning';
  mend: Mend | null;
}

/** What the page says of the draft. */
export interface DraftPage {
  url: string;
  processKey: string;
  name: string;
  revision: number;
  mayEdit: boolean;
}
