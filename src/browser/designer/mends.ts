import { arrange } from './files.js';
import { adoptProcess } from './model/process.js';
import type { Proposal } from './proposals.js';
import { reroute } from './reroute.js';
import type { Designer, Mend, Shape } from './types.js';

interface Mender {
  /** Whether it is about an element that must be on the canvas. */
  needsShape: boolean;
  apply(designer: Designer, mend: Mend, shape: Shape): void | Promise<void>;
}

/** What the editor does for each kind of proposal that the server makes. */
const menders: Record<string, Mender> = {
  rename: {
    needsShape: true,
    apply: (designer, { name }, shape) => designer.get('modeling').updateProperties(shape, { name }),
  },
  move: {
    needsShape: true,
    apply: (designer, { dx, dy }, shape) =>
      designer.get('modeling').moveElements([shape], { x: Number(dx), y: Number(dy) }),
  },
  reroute: { needsShape: true, apply: (designer, _, shape) => reroute(designer, shape) },
  removeElement: {
    needsShape: true,
    apply: (designer, _, shape) => designer.get('modeling').removeElements([shape]),
  },
  setProcessId: { needsShape: false, apply: (designer, { id }) => adoptProcess(designer, String(id)) },
  layout: { needsShape: false, apply: (designer) => arrange(designer) },
};

/** The server's proposal as something that can be done; null for what this editor can't do here. */
export function mendOf(designer: Designer, mend: Mend, shape: Shape | undefined): Proposal | null {
  const mender = menders[mend.kind];
  if (!mender || (mender.needsShape && !shape)) return null;
  return { label: mend.label, apply: () => void mender.apply(designer, mend, shape as Shape) };
}
