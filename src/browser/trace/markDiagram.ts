import type { ChildTicket, Diagram, DiagramTrace } from './types.js';

/** Marks where the ticket is (▶), where it was (✓, with the number of visits) and which way it took. */
export function markDiagram({ canvas, overlays, registry }: Diagram, trace: DiagramTrace): void {
  for (const id of Object.keys(trace.flows)) if (registry.get(id)) canvas.addMarker(id, 'is-taken');
  const touched = new Set([...Object.keys(trace.visits), ...trace.present]);
  for (const id of touched) {
    const shape = registry.get(id);
    if (!shape || shape.waypoints || !(id in trace.elements)) continue;
    const isPresent = trace.present.includes(id);
    canvas.addMarker(id, isPresent ? 'is-present' : 'is-visited');
    overlays.add(id, 'trace', {
      position: { top: -10, right: 14 },
      html: mark(isPresent, trace.visits[id] ?? 0),
    });
  }
}

/** At each call its newest child ticket; where there is something to watch, the risk and the control. */
export function labelDiagram({ overlays, registry }: Diagram, trace: DiagramTrace): void {
  for (const [id, { risk, control, tickets }] of Object.entries(trace.elements)) {
    if (!registry.get(id)) continue;
    const newest = tickets.at(-1);
    if (newest) {
      overlays.add(id, 'child', { position: { bottom: -3, left: -6 }, html: child(newest, tickets.length) });
    }
    const watched = [risk && tag('risk', risk), control && tag('control', control)].filter((one) => !!one);
    if (watched.length > 0) {
      const line = document.createElement('span');
      line.className = 'watch-marks';
      line.append(...watched);
      overlays.add(id, 'watch', { position: { bottom: 9, left: 5 }, html: line });
    }
  }
}

function child({ number, href, status }: ChildTicket, count: number): HTMLElement {
  const element = document.createElement(href ? 'a' : 'span');
  if (href && element instanceof HTMLAnchorElement) element.href = href;
  element.className = 'child-mark';
  element.textContent = number + (count > 1 ? `（共 ${count} 张）` : '');
  element.title = `下级工单 ${number}，${status.text}`;
  return element;
}

/** `风险 1` of `风险 1：没有明确的发展战略`; the whole text is in the panel of the element. */
function tag(kind: 'risk' | 'control', text: string): HTMLElement {
  const short = /^(.{1,6})：/.exec(text)?.[1] ?? (kind === 'risk' ? '风险' : '控制');
  const element = document.createElement('span');
  element.className = `watch-mark watch-${kind}`;
  element.textContent = short;
  element.title = text;
  return element;
}

function mark(isPresent: boolean, visits: number): HTMLElement {
  const element = document.createElement('span');
  element.className = `trace-mark ${isPresent ? 'trace-mark-present' : 'trace-mark-visited'}`;
  const sign = isPresent ? '▶' : '✓';
  const count = visits > (isPresent ? 0 : 1) ? ` ${visits}` : '';
  element.textContent = sign + count;
  const past = visits > 0 ? `已经过 ${visits} 次` : '';
  element.title = [isPresent ? '当前位置' : '', past].filter(Boolean).join('，');
  return element;
}
