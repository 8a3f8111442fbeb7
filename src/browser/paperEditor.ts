import { postHeaders } from './form/request.js';

interface Preview {
  html: string | null;
  problems: { line: number; message: string }[];
}

const pause = 400;

/** Shows the paper and what is wrong with its layout while it is being typed. */
for (const editor of document.querySelectorAll<HTMLElement>('[data-layout-editor]')) install(editor);

function install(editor: HTMLElement): void {
  const text = editor.querySelector<HTMLTextAreaElement>('textarea[name="text"]')!;
  let timer = 0;
  let asked = new AbortController();
  text.addEventListener('input', () => {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    timer = window.setTimeout(() => void refresh(editor, text, signal), pause);
  });
  editor.addEventListener('click', ({ target }) => {
    const line = (target as Element).closest<HTMLElement>('[data-line]')?.dataset.line;
    if (line) goToLine(text, Number(line));
  });
  document.addEventListener('selectionchange', () => {
    if (document.activeElement === text) showPosition(editor, text);
  });
}

async function refresh(editor: HTMLElement, text: HTMLTextAreaElement, signal: AbortSignal): Promise<void> {
  try {
    const answer = await fetch(editor.dataset.previewUrl!, {
      method: 'POST',
      headers: postHeaders(),
      body: new URLSearchParams({ text: text.value }),
      credentials: 'same-origin',
      signal,
    });
    if (answer.ok) show(editor, text, (await answer.json()) as Preview);
  } catch {
    // The text stays; the next key or the preview button tries again.
  }
}

/** The paper as it was stays while the text is wrong: it says what is being changed. */
function show(editor: HTMLElement, text: HTMLTextAreaElement, { html, problems }: Preview): void {
  const preview = editor.querySelector<HTMLElement>('[data-preview]')!;
  if (html !== null) {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    preview.replaceChildren(...parsed.body.childNodes);
  }
  text.classList.toggle('is-invalid', problems.length > 0);
  const list = document.createElement('ul');
  list.append(...problems.map(problemItem));
  editor.querySelector('[data-problems]')!.replaceChildren(...(problems.length > 0 ? [list] : []));
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
  const lines = text.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  const height = Number.parseFloat(getComputedStyle(text).lineHeight);
  text.scrollTop = Math.max(0, (line - 5) * height);
}

function showPosition(editor: HTMLElement, text: HTMLTextAreaElement): void {
  const line = text.value.slice(0, text.selectionStart).split('\n').length;
  const position = editor.querySelector('[data-position]');
  if (position) position.textContent = `光标在第 ${line} 行。右侧随输入更新，用的是示例数据。`;
}
