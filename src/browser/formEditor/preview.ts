import { enhanceFields } from '../form/index.js';
import { postHeaders } from '../form/request.js';
import { element } from './controls.js';

interface Preview {
  html: string | null;
  problems: { line: number; message: string }[];
}

const pause = 350;

/** Shows the form, and what is wrong with its text, while it is being made. Returns what to call after a change. */
export function installPreview(
  root: HTMLElement,
  text: HTMLTextAreaElement,
  preview: HTMLFormElement,
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
    timer = window.setTimeout(() => void refresh(root, text, preview, signal), pause);
  };
}

async function refresh(
  root: HTMLElement,
  text: HTMLTextAreaElement,
  preview: HTMLFormElement,
  signal: AbortSignal,
): Promise<void> {
  try {
    const answer = await fetch(root.dataset.previewUrl!, {
      method: 'POST',
      headers: postHeaders(),
      body: new URLSearchParams({ schema: text.value }),
      credentials: 'same-origin',
      signal,
    });
    if (answer.ok) show(root, text, preview, (await answer.json()) as Preview);
  } catch {
    // The text stays; the next change tries again.
  }
}

/** The form as it was stays while the text is wrong: it says what is being changed. */
function show(
  root: HTMLElement,
  text: HTMLTextAreaElement,
  preview: HTMLFormElement,
  { html, problems }: Preview,
): void {
  if (html !== null) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const entered = new FormData(preview);
    preview.replaceChildren(...parsed.body.childNodes);
    enterAgain(preview, entered);
    enhanceFields(preview);
  }
  text.classList.toggle('is-invalid', problems.length > 0);
  const items = problems.map(({ line, message }) => {
    const button = element('button', 'btn btn-link', `第 ${line} 行`);
    button.type = 'button';
    button.dataset.line = String(line);
    return element('li', '', button, message);
  });
  root
    .querySelector('[data-problems]')!
    .replaceChildren(...(items.length > 0 ? [element('ul', '', ...items)] : []));
}

/** What was tried out in the preview stays, so that a condition can be watched while it is made. */
function enterAgain(preview: HTMLFormElement, entered: FormData): void {
  for (const input of preview.querySelectorAll<HTMLInputElement>(
    'input[name], select[name], textarea[name]',
  )) {
    if (!entered.has(input.name) || input.type === 'file') continue;
    const values = entered.getAll(input.name);
    if (input.type === 'radio' || input.type === 'checkbox') input.checked = values.includes(input.value);
    else input.value = String(values[0]);
  }
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
