import { enhanceFields } from '../forms/index.js';
import { drawBuilder } from './formEditor/builder.js';
import { element, redraw } from './formEditor/controls.js';
import { Editor } from './formEditor/editor.js';
import { installPreview } from './formEditor/preview.js';
import { installSaving } from './formEditor/saving.js';
import type { Choices } from './formEditor/types.js';

/** The visual editor over the text of a form; without this script the text and its preview button do the same. */
for (const root of document.querySelectorAll<HTMLElement>('[data-form-editor]')) install(root);

function install(root: HTMLElement): void {
  const text = root.querySelector<HTMLTextAreaElement>('textarea[name="schema"]')!;
  const preview = root.querySelector<HTMLFormElement>('[data-preview]')!;
  enhanceFields(preview);
  const refresh = installPreview(root, text, preview);
  const place = root.querySelector<HTMLElement>('[data-builder]');
  if (!place) return;
  root.querySelector('[data-folds]')?.removeAttribute('open');
  root.querySelector('[data-without-script]')?.setAttribute('hidden', '');
  const saving = installSaving(root, text);
  const undo = root.querySelector<HTMLButtonElement>('[data-undo]')!;
  const editor = new Editor({
    text,
    choices: JSON.parse(document.querySelector('[data-builder-choices]')?.textContent ?? '{}') as Choices,
    draw(drawn, isReadable) {
      redraw(place, isReadable ? drawBuilder(drawn) : [unreadable()]);
      undo.disabled = !drawn.canUndo;
    },
    changed() {
      refresh();
      saving.changed();
      undo.disabled = !editor.canUndo;
    },
  });
  undo.hidden = false;
  undo.addEventListener('click', () => editor.undo());
  editor.draw();
}

function unreadable(): HTMLElement {
  return element('p', 'text-secondary', 'JSON 文本有误，改正后才能继续可视化编辑。');
}
