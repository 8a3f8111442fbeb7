import { postHeaders } from './request.js';

const saveIntervalMs = 20_000;

/** Saves a changed form as draft every 20 s (`data-draft-url` on the form), and warns before leaving unsaved work. */
export function watchDrafts(form: HTMLFormElement): void {
  const original = fieldsOf(form).toString();
  let saved = original;
  let isSent = false;
  const isChanged = () => !isSent && fieldsOf(form).toString() !== saved;
  window.addEventListener('beforeunload', (event) => {
    if (isChanged()) event.preventDefault();
  });
  window.addEventListener('pageshow', () => {
    isSent = false;
  });
  form.addEventListener('submit', () => {
    isSent = true;
  });
  const url = form.dataset.draftUrl;
  if (!url) return;
  window.setInterval(async () => {
    if (!isChanged()) return;
    const fields = fieldsOf(form);
    if (await save(url, form, fields)) saved = fields.toString();
  }, saveIntervalMs);
}

async function save(url: string, form: HTMLFormElement, fields: URLSearchParams): Promise<boolean> {
  const body = new URLSearchParams(fields);
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="hidden"][name^="_"]')) {
    body.set(input.name, input.value);
  }
  body.set('_action', 'draft');
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: postHeaders(),
      body,
      credentials: 'same-origin',
    });
    const isSaved = response.ok && !response.redirected;
    showStatus(form, isSaved ? `已自动保存 ${clock()}` : '没有自动保存，请点“保存草稿”。');
    return isSaved;
  } catch {
    showStatus(form, '网络中断，没有自动保存。');
    return false;
  }
}

/** What people entered: neither files nor our own hidden fields. */
function fieldsOf(form: HTMLFormElement): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !name.startsWith('_')) fields.append(name, value);
  }
  return fields;
}

function clock(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(now.getHours())}:${two(now.getMinutes())}`;
}

function showStatus(form: HTMLFormElement, text: string): void {
  const status = form.querySelector('[data-sf-draft-status]');
  if (status) status.textContent = text;
}
