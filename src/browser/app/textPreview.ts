import { postHeaders } from '../forms/request.js';

interface Preview {
  html: string | null;
  problems: { line: number; message: string }[];
}

const delayMs = 350;

/**
 * Shows the server's preview of a text while it is typed, with a list of its errors by line; a click goes to the line.
 * While the text is wrong, the last preview stays.
 * @param field name under which the text is sent @param draw shows the preview
 * @returns what to call after a change
 */
export function installTextPreview(
  root: HTMLElement,
  text: HTMLTextAreaElement,
  { field, draw }: { field: string; draw: (nodes: ChildNode[]) => void },
): () => void {
  let timer = 0;
  let asked = new AbortController();
  root.addEventListener('click', ({ target }) => {
    const line = (target as Element).closest<HTMLElement>('[data-line]')?.dataset.line;
    if (line) goToLine(text, Number(line));
  });
  return () => {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    timer = window.setTimeout(() => void refresh(signal), delayMs);
  };

  async function refresh(signal: AbortSignal): Promise<void> {
    const preview = await requestPreview(
      root.dataset.previewUrl!,
      new URLSearchParams({ [field]: text.value }),
      signal,
    );
    if (preview) show(preview);
  }

  function show({ html, problems }: Preview): void {
    if (html !== null) draw([...new DOMParser().parseFromString(html, 'text/html').body.childNodes]);
    text.classList.toggle('is-invalid', problems.length > 0);
    const list = document.createElement('ul');
    list.append(...problems.map(problemItem));
    root.querySelector('[data-problems]')!.replaceChildren(...(problems.length > 0 ? [list] : []));
  }
}

/** Null when no answer came: the text stays, and the next change tries again. */
async function requestPreview(
  url: string,
  body: URLSearchParams,
  signal: AbortSignal,
): Promise<Preview | null> {
  try {
    const credentials = 'same-origin' as const;
    const answer = await fetch(url, { method: 'POST', headers: postHeaders(), body, credentials, signal });
    return answer.ok ? ((await answer.json()) as Preview) : null;
  } catch {
    return null;
  }
}

function problemItem({ line, message }: Preview['problems'][number]): HTMLLIElement {
  const item = document.createElement('li');
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', className: 'btn btn-link', textContent: `第 ${line} 行` });
  button.dataset.line = String(line);
  item.append(button, message);
  return item;
}

function goToLine(text: HTMLTextAreaElement, line: number): void {
  text.closest('details')?.setAttribute('open', '');
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = Number.parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (line - 5) * height);
}
