import { paths } from '../../../platform/paths.js';
import { type StoredFile, sendFile } from '../sendFile.js';

/** Files are sent when chosen; the form keeps what the server stored. */
export function enhanceUploads(form: HTMLFormElement): void {
  for (const root of form.querySelectorAll<HTMLElement>('[data-sf-uploads]')) enhanceField(root);
}

function enhanceField(root: HTMLElement): void {
  const inputs = [...root.querySelectorAll<HTMLInputElement>('[data-sf-file]')];
  for (const input of inputs) input.addEventListener('change', () => void uploadChosen(root, input));
  root.addEventListener('click', (event) => {
    const button = (event.target as HTMLElement).closest('[data-sf-remove-upload]');
    if (!button) return;
    button.closest('[data-sf-upload]')?.remove();
    renumber(root);
    inputs[0]?.focus();
    notifyForm(root);
  });
  renumber(root);
}

/** Sends the files one after the other, then empties the input so that the submission does not send them again. */
async function uploadChosen(root: HTMLElement, input: HTMLInputElement): Promise<void> {
  const problems: string[] = [];
  for (const file of [...(input.files ?? [])]) {
    if (countOf(root) >= Number(root.dataset.maxItems)) {
      problems.push(`最多 ${root.dataset.maxItems} 个文件`);
      break;
    }
    try {
      addItem(root, await sendFile(file, (share) => showProgress(root, file, share)));
    } catch (error) {
      problems.push(`「${file.name}」没有传上：${(error as Error).message}`);
    }
  }
  input.value = '';
  showStatus(root, problems.join('；'));
  notifyForm(root);
}

function showProgress(root: HTMLElement, file: File, share: number): void {
  const status = root.querySelector<HTMLElement>('[data-sf-upload-status]');
  if (!status) return;
  const bar = status.querySelector('progress') ?? document.createElement('progress');
  bar.max = 1;
  bar.value = share;
  bar.setAttribute('aria-label', `正在上传 ${file.name}`);
  if (!bar.isConnected) status.replaceChildren(`正在上传 ${file.name} `, bar);
}

function addItem(root: HTMLElement, stored: StoredFile): void {
  const template = root.querySelector<HTMLTemplateElement>('[data-sf-upload-template]');
  const item = template?.content.querySelector('[data-sf-upload]')?.cloneNode(true) as
    | HTMLElement
    | undefined;
  if (!item) return;
  const href = paths.attachment(stored.id);
  const link = item.querySelector<HTMLAnchorElement>('[data-sf-upload-link]');
  if (link) {
    link.href = href;
    link.textContent = stored.name;
  }
  item.querySelector<HTMLImageElement>('[data-sf-thumbnail]')?.setAttribute('src', href);
  item.querySelector('[data-sf-remove-upload]')?.setAttribute('aria-label', `移除 ${stored.name}`);
  const size = item.querySelector('[data-sf-upload-size]');
  if (size) size.textContent = `${Math.max(1, Math.round(stored.size / 1024))} KB`;
  for (const input of item.querySelectorAll<HTMLInputElement>('[data-part]')) {
    input.value = String(stored[input.dataset.part as keyof StoredFile]);
  }
  root.querySelector('[data-sf-upload-list]')?.append(item);
  renumber(root);
}

function renumber(root: HTMLElement): void {
  const items = root.querySelectorAll<HTMLElement>('[data-sf-upload]');
  for (const [index, item] of [...items].entries()) {
    const remove = item.querySelector<HTMLElement>('[data-sf-remove-upload]');
    if (remove) remove.hidden = false;
    for (const input of item.querySelectorAll<HTMLInputElement>('[data-part]')) {
      input.name = `${root.dataset.name}.${index}.${input.dataset.part}`;
    }
  }
}

function countOf(root: HTMLElement): number {
  return root.querySelectorAll('[data-sf-upload]').length;
}

function notifyForm(root: HTMLElement): void {
  root.dispatchEvent(new Event('input', { bubbles: true }));
}

function showStatus(root: HTMLElement, text: string): void {
  const status = root.querySelector('[data-sf-upload-status]');
  if (status) status.textContent = text;
}
