import type { ChildTicket, DiagramTrace, ElementTrace, WatchedPoint } from './types.js';

/** What the panel below the diagram says of an element: its state, its rules, its child tickets and what happened there. */
export function describe(
  element: ElementTrace,
  trace: DiagramTrace,
  id: string,
  close: () => void,
): HTMLElement[] {
  const visits = trace.visits[id] ?? 0;
  const returns = trace.returns[id] ?? 0;
  const state = [
    trace.present.includes(id) ? '▶ 当前位置' : '',
    visits > 0 ? `✓ 已经过 ${visits} 次` : '',
    returns > 0 ? `退回到此 ${returns} 次` : '',
    element.time ?? '',
    element.lane ? `负责：${element.lane}` : '',
  ].filter(Boolean);
  const head = node(
    'div',
    'detail-head',
    node('h3', 'h4', element.name || id),
    button('关闭', 'btn btn-sm', close),
  );
  return [
    head,
    ...(state.length > 0 ? [node('p', 'text-secondary', state.join(' · '))] : []),
    ...(element.documentation ? [node('p', '', element.documentation)] : []),
    ...element.watched.map(watchedLine),
    ...element.tickets.map(childLine),
    ...(element.decisions.length > 0
      ? [node('ol', 'detail-list', ...element.decisions.map(decisionLine))]
      : []),
    ...(element.happened.length > 0 ? [node('ol', 'detail-list', ...element.happened.map(eventLine))] : []),
    ...(element.historyHref ? [node('p', 'mb-0', link(element.historyHref, '该环节的全部记录'))] : []),
  ];
}

function watchedLine({ kind, code, text }: WatchedPoint): HTMLElement {
  return node('p', `watch-text watch-${kind}`, node('strong', '', code), ` ${text}`);
}

function childLine(ticket: ChildTicket): HTMLElement {
  return node('p', '', '下级工单 ', ticketNode(ticket), ` ${ticket.processName} · ${ticket.status.text}`);
}

function ticketNode({ number, href }: Pick<ChildTicket, 'number' | 'href'>): HTMLElement {
  return href ? link(href, number) : node('span', '', number);
}

function link(href: string, text: string): HTMLElement {
  const element = node('a', '', text) as HTMLAnchorElement;
  element.href = href;
  return element;
}

function eventLine(event: ElementTrace['happened'][number]): HTMLElement {
  const line = node(
    'li',
    '',
    node('strong', '', event.who),
    ` ${event.what} `,
    node('time', 'text-secondary', event.when),
  );
  if (event.note) line.append(node('p', 'text-secondary', event.note));
  if (event.ticket) line.append(' ', ticketNode(event.ticket));
  if (event.submission) line.append(' ', link(event.submission, '查看表单'));
  return line;
}

function decisionLine({ when, text }: ElementTrace['decisions'][number]): HTMLElement {
  return node('li', '', text, ' ', node('time', 'text-secondary', when));
}

export function button(text: string, className: string, act: () => void): HTMLElement {
  const element = node('button', className, text) as HTMLButtonElement;
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

function node(tag: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
