import { postHeaders } from '../../forms/request.js';

interface SavedForm {
  revision: number;
  savedAt: string;
}

/** Saves without leaving the page, and warns before leaving unsaved work. */
export function installSaving(root: HTMLElement, text: HTMLTextAreaElement): { changed(): void } {
  const form = root.querySelector<HTMLFormElement>('[data-editor-form]')!;
  const status = root.querySelector<HTMLElement>('[data-status]')!;
  let saved = text.value;
  const isChanged = () => text.value !== saved;
  window.addEventListener('beforeunload', (event) => {
    if (isChanged()) event.preventDefault();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  const save = async () => {
    const sent = text.value;
    status.textContent = '正在保存…';
    const answer = await send(form, sent);
    if (typeof answer === 'string') {
      status.textContent = answer;
      return;
    }
    saved = sent;
    form.querySelector<HTMLInputElement>('input[name="revision"]')!.value = String(answer.revision);
    status.textContent = `已保存 ${answer.savedAt}`;
  };
  return {
    changed: () => {
      status.textContent = isChanged() ? '有未保存的修改' : '';
    },
  };
}

/** The saved revision, or the reason why nothing was saved. */
async function send(form: HTMLFormElement, schema: string): Promise<SavedForm | string> {
  const revision = form.querySelector<HTMLInputElement>('input[name="revision"]')!.value;
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: postHeaders(),
      body: new URLSearchParams({ schema, revision, _action: 'save' }),
      credentials: 'same-origin',
    });
    const answer = await response.json();
    if (response.ok) return answer as SavedForm;
    const { message, details = [] } = answer as { message: string; details?: string[] };
    return `没有保存：${details[0] ?? message}`;
  } catch {
    return '网络中断，没有保存，请稍后再试。';
  }
}
