import { loadFont } from '../../bpmn/loadFont.js';
import { type DraftClient, Refusal } from './draftClient.js';
import { draw } from './files/diagramFiles.js';
import { holdLock } from './lock.js';
import { openEditor } from './openDesigner.js';
import { installPanel } from './panel/panel.js';
import { installChecking, markProblems, problemList } from './problems.js';
import { Saving } from './saving.js';
import { showDraft } from './showDraft.js';
import { freeze, markSummaryOutdated, showNotice, showSaveState, showSummary } from './status.js';
import { installToolbar } from './toolbar.js';
import { trialsAt } from './trial.js';
import type { Designer, DraftPage, Problem } from './types.js';
import { paletteWidth, showInitially } from './view.js';

/** Opens the editor with everything around it; or a read-only drawing, when somebody else has the draft. */
export async function editDraft(root: HTMLElement, page: DraftPage, client: DraftClient): Promise<void> {
  const loss = { tell: (_message: string) => {} };
  let letGo: () => void;
  try {
    letGo = await holdLock(client, (message) => loss.tell(message));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showNotice(root, error.message);
    await showDraft(root, client);
    return;
  }
  const xml = await client.diagram();
  await loadFont(xml);
  const designer = openEditor(root.querySelector<HTMLElement>('[data-canvas]') as HTMLElement);
  await draw(designer, xml);
  showInitially(designer, paletteWidth);
  loss.tell = keepSaving(root, page, client, designer, letGo);
  await installChecks(root, page, client, designer);
  installToolbar({ root, designer, page, client, tell: (message) => showNotice(root, message) });
}

/** Saves while the person works. @returns what to call when the draft was lost to somebody else */
function keepSaving(
  root: HTMLElement,
  page: DraftPage,
  client: DraftClient,
  designer: Designer,
  letGo: () => void,
): (message: string) => void {
  const lose = (message: string) => {
    letGo();
    saving.stop();
    const rest = saving.isSaved ? '' : '您最后的改动没有存上，可以先“导出”文件保留。';
    showNotice(root, `${message}${rest}`);
    freeze(root);
  };
  const saving = new Saving(designer, client, page.revision, (state) => {
    showSaveState(root, state);
    if (state.kind === 'lost') lose(state.message);
  });
  guardLeaving(root, saving);
  return lose;
}

/** Links to pages about the draft save first, because those pages show what is stored; leaving otherwise asks. */
function guardLeaving(root: HTMLElement, saving: Saving): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('[data-when-saved]')) {
    link.addEventListener('click', async (event) => {
      if (saving.isSaved) return;
      event.preventDefault();
      await saving.saveNow();
      location.assign(link.href);
    });
  }
  window.addEventListener('beforeunload', (event) => {
    if (!saving.isSaved) event.preventDefault();
  });
}

async function installChecks(
  root: HTMLElement,
  page: DraftPage,
  client: DraftClient,
  designer: Designer,
): Promise<void> {
  const choices = await client.choices();
  const panel = installPanel(root.querySelector<HTMLElement>('[data-panel]') as HTMLElement, designer, {
    choices,
    draftUrl: page.url,
    trialsAt: (elementId, sees) => trialsAt(client, elementId, sees),
    problemList: (problems: readonly Problem[]) => problemList(designer, problems, true),
  });
  const show = (problems: readonly Problem[] | null) => {
    showSummary(root, problems);
    if (!problems) return;
    markProblems(designer, problems);
    panel.show(problems);
    const list = problemList(designer, problems, false);
    root.querySelector('[data-problems]')?.replaceChildren(...(list ? [list] : []));
  };
  const checking = installChecking(designer, client, {
    pending: () => markSummaryOutdated(root),
    problems: show,
  });
  await checking.checkNow();
}
