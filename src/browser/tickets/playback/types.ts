/** What the page hands to the player; the presenter behind the page makes it. */
export interface Playback {
  diagrams: { url: string; returnFlows: string[]; targets: Record<string, string> }[];
  frames: Frame[];
}

/** One step: which flows were taken, which elements entered and left, what changed in the data. */
export interface Frame {
  diagram: number;
  moves: string[];
  /** Where the ticket was sent back to, and what was given up for it. */
  sentBack: { from: string[]; to: string } | null;
  entered: string[];
  left: string[];
  done: string[];
  changes: Change[];
}

export interface Change {
  name: string;
  label: string;
  /** `after` holds only what was added to what was there. */
  isGrowth: boolean;
  before: string;
  after: string;
}
