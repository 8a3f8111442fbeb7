import { draftClient, Refusal, Unreachable } from './designer/draftClient.js';
import { editDraft } from './designer/editDraft.js';
import { showDraft } from './designer/showDraft.js';
import { showNotice } from './designer/status.js';
import type { DraftPage } from './designer/types.js';

/** Below this width (CSS pixels) there is no room for the canvas beside its panel. */
const isWideEnough = matchMedia('(min-width: 62rem)');

const root = document.querySelector<HTMLElement>('[data-designer]');
if (root) void open(root);

async function open(root: HTMLElement): Promise<void> {
  const page = JSON.parse(root.querySelector('[data-draft]')?.textContent ?? '') as DraftPage;
  const client = draftClient(page);
  try {
    if (page.mayEdit && isWideEnough.matches) await editDraft(root, page, client);
    else {
      await showDraft(root, client);
      if (page.mayEdit) isWideEnough.addEventListener('change', () => location.reload());
    }
    root.dataset.ready = 'true';
  } catch (error) {
    showNotice(root, error instanceof Refusal ? error.message : '流程图没有载入，请刷新页面重试。');
    if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
  }
}
