import { installTextPreview } from '../../app/textPreview.js';
import { enhanceFields } from '../../forms/index.js';

/** Shows a preview of the form and the errors in its text. @returns what to call after a change */
export function installPreview(
  root: HTMLElement,
  text: HTMLTextAreaElement,
  preview: HTMLFormElement,
): () => void {
  const draw = (nodes: ChildNode[]) => {
    const entered = new FormData(preview);
    preview.replaceChildren(...nodes);
    enterAgain(preview, entered);
    enhanceFields(preview);
  };
  return installTextPreview(root, text, { field: 'schema', draw });
}

/** Restores what was entered in the preview, so that conditions can be tried while they are edited. */
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
