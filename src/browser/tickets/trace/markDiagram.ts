import type { ChildTicket, Course, Diagram, DiagramTrace, Shape, WatchedPoint } from './types.js';

const markers = ['is-present', 'is-visited', 'is-never', 'is-taken', 'is-return'] as const;
type Marker = (typeof markers)[number];

/**
 * Marks where a ticket is (▶), where it was (✓ and the number of visits), where it came back to (退), which way it took and
 * which parts it never came to. Marking again replaces what was marked before.
 */
export function installMarks({ canvas, overlays, registry }: Diagram): (course: Course) => void {
  const marked = new Map<string, Marker>();
  const parts = registry.getAll().filter(isPart);
  return (course) => {
    overlays.remove({ type: 'trace' });
    for (const shape of parts) {
      const marker = markerOf(shape, course);
      const before = marked.get(shape.id);
      if (before !== marker) {
        if (before) canvas.removeMarker(shape.id, before);
        canvas.addMarker(shape.id, marker);
        marked.set(shape.id, marker);
      }
      const sign = shape.waypoints ? null : signOf(shape.id, course);
      if (sign) overlays.add(shape.id, 'trace', { position: { top: -10, right: 14 }, html: sign });
    }
  };
}

/** What a ticket can come to: activities, events, gateways and the flows between them, but not their labels. */
function isPart({ type, labelTarget }: Shape): boolean {
  return !labelTarget && /(Task|Activity|SubProcess|Gateway|Event|SequenceFlow)$/.test(type);
}

function markerOf({ id, waypoints }: Shape, { present, visits, flows, returnFlows }: Course): Marker {
  if (waypoints) return !flows[id] ? 'is-never' : returnFlows.includes(id) ? 'is-return' : 'is-taken';
  if (present.includes(id)) return 'is-present';
  return visits[id] ? 'is-visited' : 'is-never';
}

function signOf(id: string, course: Course): HTMLElement | null {
  const visits = course.visits[id] ?? 0;
  const returns = course.returns[id] ?? 0;
  const isPresent = course.present.includes(id);
  if (!isPresent && visits === 0) return null;
  const element = document.createElement('span');
  element.className = `trace-mark ${isPresent ? 'trace-mark-present' : 'trace-mark-visited'}`;
  const count = visits > (isPresent ? 0 : 1) ? ` ${visits}` : '';
  element.textContent = `${isPresent ? '▶' : '✓'}${count}${returns > 0 ? ` 退 ${returns}` : ''}`;
  const words = [
    isPresent ? '当前位置' : '',
    visits > 0 ? `已经过 ${visits} 次` : '',
    returns > 0 ? `退回到此 ${returns} 次` : '',
  ];
  element.title = words.filter(Boolean).join('，');
  return element;
}

/** Labels each call with its newest child ticket, and steps with their risk and control. */
export function labelDiagram({ overlays, registry }: Diagram, trace: DiagramTrace): void {
  for (const [id, { watched, tickets }] of Object.entries(trace.elements)) {
    if (!registry.get(id)) continue;
    const newest = tickets.at(-1);
    if (newest) {
      overlays.add(id, 'child', {
        position: { bottom: -3, left: -6 },
        html: childMark(newest, tickets.length),
      });
    }
    if (watched.length > 0) {
      const line = document.createElement('span');
      line.className = 'watch-marks';
      line.append(...watched.map(watchMark));
      overlays.add(id, 'watch', { position: { bottom: 9, left: 5 }, html: line });
    }
  }
}

function childMark({ number, href, status }: ChildTicket, count: number): HTMLElement {
  const element = document.createElement(href ? 'a' : 'span');
  if (href && element instanceof HTMLAnchorElement) element.href = href;
  element.className = 'child-mark';
  element.textContent = number + (count > 1 ? `（共 ${count} 张）` : '');
  element.title = `下级工单 ${number}，${status.text}`;
  return element;
}

/** The whole text is in the panel of the element. */
function watchMark({ kind, code, text }: WatchedPoint): HTMLElement {
  const element = document.createElement('span');
  element.className = `watch-mark watch-${kind}`;
  element.textContent = code;
  element.title = text;
  return element;
}
