import { installTextPreview } from '../../app/textPreview.js';
import { enhanceFields } from '../../forms/index.js';

/** Shows the form, and what is wrong with its text, while it is being made. Returns what to call after a change. */
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
