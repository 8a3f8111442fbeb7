import type { DraftClient } from '../draftClient.js';
import type { Designer } from '../types.js';
import { paletteWidth, showInitially } from '../view.js';
import { importFile, UnreadableFile } from './diagramFiles.js';

export interface ImportTools {
  root: HTMLElement;
  designer: Designer;
  client: DraftClient;
  tell(message: string): void;
}

/** A diagram of another tool is chosen as a file, dropped on the canvas, or pasted as text. */
export function installImport(tools: ImportTools): void {
  const { root } = tools;
  const input = root.querySelector<HTMLInputElement>('[data-import]');
  input?.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file)
      void replaceBy(tools, file).finally(() => {
        input.value = '';
      });
  });
  installDrop(tools, root.querySelector<HTMLElement>('[data-canvas]'));
  installPaste(tools, root.querySelector<HTMLDialogElement>('[data-paste]'));
}

function installDrop(tools: ImportTools, canvas: HTMLElement | null): void {
  canvas?.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  });
  canvas?.addEventListener('drop', (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    void replaceBy(tools, file);
  });
}

function installPaste(tools: ImportTools, dialog: HTMLDialogElement | null): void {
  const text = dialog?.querySelector('textarea');
  dialog?.addEventListener('close', () => {
    if (!text || dialog.returnValue !== 'read' || text.value.trim() === '') return;
    // The file is in UTF-8 now, whatever encoding the text was in before it was copied.
    const pasted = text.value.trim().replace(/^<\?xml[^>]*\?>/, '');
    text.value = '';
    void replaceBy(tools, new File([pasted], '粘贴的文本', { type: 'application/xml' }));
  });
}

async function replaceBy({ root, designer, client, tell }: ImportTools, file: File): Promise<void> {
  if (!confirm(`用「${file.name}」替换现在的流程图？替换后不能撤销。`)) return;
  try {
    showReport(root, await importFile(designer, file, client));
    showInitially(designer, paletteWidth);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    tell(error.message);
  }
}

/** What was rewritten and what could not be kept; the draft's history has it too. */
function showReport(root: HTMLElement, report: string): void {
  const dialog = root.querySelector<HTMLDialogElement>('[data-import-report]');
  const text = dialog?.querySelector('[data-report]');
  if (!dialog || !text) return;
  text.textContent = report;
  dialog.showModal();
}
