import type { Diagram } from '../diagram.js';
import type { DefinitionProblem } from '../types.js';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Where the elements of a diagram are drawn. */
export interface Drawing {
  boxes: ReadonlyMap<string, Box>;
  lines: ReadonlyMap<string, readonly Point[]>;
}

/**
 * What the editor can do at a click about something that should be better: give a name, move by a distance, lay a line
 * anew, take a needless element away and join what it stood between, or arrange the whole diagram.
 */
export type StyleMend =
  | { kind: 'rename'; label: string; name: string }
  | { kind: 'move'; label: string; dx: number; dy: number }
  | { kind: 'reroute'; label: string }
  | { kind: 'removeElement'; label: string }
  | { kind: 'layout'; label: string };

/** Something that runs but is hard to read. */
export interface StyleProblem extends Omit<DefinitionProblem, 'mend'> {
  mend: StyleMend | null;
}

/** A rule of style; returns every place that breaks it. */
export type StyleRule = (diagram: Diagram, drawing: Drawing) => StyleProblem[];
