import { installTextPreview } from '../app/textPreview.js';

/** Shows the paper and the errors in its layout while it is typed. */
for (const editor of document.querySelectorAll<HTMLElement>('[data-layout-editor]')) install(editor);

function install(editor: HTMLElement): void {
  const text = editor.querySelector<HTMLTextAreaElement>('textarea[name="text"]')!;
  const draw = (nodes: ChildNode[]) => editor.querySelector('[data-preview]')!.replaceChildren(...nodes);
  text.addEventListener('input', installTextPreview(editor, text, { field: 'text', draw }));
  document.addEventListener('selectionchange', () => {
    if (document.activeElement === text) showPosition(editor, text);
  });
}

function showPosition(editor: HTMLElement, text: HTMLTextAreaElement): void {
  const line = text.value.slice(0, text.selectionStart).split('\n').length;
  const position = editor.querySelector('[data-position]');
  if (position) position.textContent = `光标在第 ${line} 行。右侧随输入更新，用的是示例数据。`;
}
