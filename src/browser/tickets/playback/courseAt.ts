import type { Course } from '../trace/types.js';
import type { Playback } from './types.js';

type Counts = Record<string, number>;

/** Where the ticket was after a step, and which way it had come; before the first step for -1. */
export function courseAt({ frames, diagrams }: Playback, index: number): Course {
  const course = { visits: {} as Counts, flows: {} as Counts, returns: {} as Counts };
  const inside: Counts = {};
  const returnFlows = new Set<string>();
  for (const frame of frames.slice(0, index + 1)) {
    const { returnFlows: back = [], targets = {} } = diagrams[frame.diagram] ?? {};
    for (const id of frame.entered) add(inside, id, 1);
    for (const id of frame.left) add(inside, id, -1);
    for (const id of frame.done) add(course.visits, id, 1);
    if (frame.sentBack) add(course.returns, frame.sentBack.to, 1);
    for (const id of frame.moves) {
      add(course.flows, id, 1);
      if (!back.includes(id)) continue;
      returnFlows.add(id);
      add(course.returns, targets[id] ?? '', 1);
    }
  }
  const present = Object.keys(inside).filter((id) => (inside[id] ?? 0) > 0);
  return { ...course, present, returnFlows: [...returnFlows] };
}

function add(counts: Counts, id: string, count: number): void {
  counts[id] = (counts[id] ?? 0) + count;
}
