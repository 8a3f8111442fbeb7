const dayMs = 86_400_000;
const maxDays = 3660;

interface Span {
  name: string;
  startOn: string;
  endOn: string;
  start: number;
  end: number;
}

/** Redraws the bars below a schedule while its rows are filled in. */
export function drawSchedules(form: HTMLFormElement): void {
  for (const chart of form.querySelectorAll<HTMLElement>('[data-sf-schedule]')) {
    form.addEventListener('input', (event) => {
      const rows = (event.target as HTMLElement).closest<HTMLElement>('[data-sf-rows]');
      if (rows?.dataset.name === chart.dataset.sfSchedule) draw(chart, form);
    });
  }
}

function draw(chart: HTMLElement, form: HTMLFormElement): void {
  const spans = spansOf(form, chart.dataset.sfSchedule ?? '');
  const first = Math.min(...spans.map(({ start }) => start));
  const last = Math.max(...spans.map(({ end }) => end));
  const template = chart.parentElement?.querySelector<HTMLTemplateElement>('[data-sf-bar-template]');
  if (!template || spans.length === 0 || last - first > maxDays) {
    chart.replaceChildren();
    return;
  }
  const bars = document.createElement('div');
  bars.className = 'sf-bars';
  bars.setAttribute('role', 'list');
  bars.setAttribute('aria-label', '进度图');
  bars.append(...spans.map((span) => barOf(template, span, first, last - first + 1)));
  chart.replaceChildren(bars, axis(first, last));
}

function spansOf(form: HTMLFormElement, name: string): Span[] {
  const rows = form.querySelectorAll<HTMLElement>(
    `[data-sf-rows][data-name="${CSS.escape(name)}"] [data-sf-row]`,
  );
  return [...rows].flatMap((row) => {
    const value = (part: string) =>
      row.querySelector<HTMLInputElement>(`[name$=".${CSS.escape(part)}"]`)?.value ?? '';
    const [startOn, endOn] = [value('startOn'), value('endOn')];
    const [start, end] = [Date.parse(startOn) / dayMs, Date.parse(endOn) / dayMs];
    return start <= end ? [{ name: value('name'), startOn, endOn, start, end }] : [];
  });
}

function barOf(template: HTMLTemplateElement, span: Span, first: number, days: number): Node {
  const bar = template.content.cloneNode(true) as DocumentFragment;
  const length = span.end - span.start + 1;
  const set = (selector: string, text: string) => {
    const element = bar.querySelector(selector);
    if (element) element.textContent = text;
  };
  set('.sf-bar-name', span.name);
  set('.sf-bar-text', `${span.startOn} 至 ${span.endOn}，${length} 天`);
  bar.querySelector('svg')?.setAttribute('viewBox', `0 0 ${days} 1`);
  const rect = bar.querySelector('rect');
  rect?.setAttribute('x', String(span.start - first));
  rect?.setAttribute('width', String(length));
  return bar;
}

function axis(first: number, last: number): HTMLElement {
  const line = document.createElement('div');
  line.className = 'sf-axis';
  for (const text of [dayText(first), dayText(last)]) {
    const end = document.createElement('span');
    end.textContent = text;
    line.append(end);
  }
  return line;
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
