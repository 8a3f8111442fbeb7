import { exportBpmn, exportPng, exportSvg } from './files/diagramFiles.js';
import { type ImportTools, installImport } from './files/importing.js';
import type { Designer, DraftPage, Shape } from './types.js';
import { fitAll, paletteWidth, zoomIn, zoomOut } from './view.js';

interface Tools extends ImportTools {
  page: DraftPage;
}

/** The buttons above the canvas: `data-do` names what each does. */
export function installToolbar(tools: Tools): void {
  const { root, designer } = tools;
  const acts = { ...viewActs(designer), ...editActs(designer), ...fileActs(tools) };
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-do]')) {
    const act = acts[button.dataset.do ?? ''];
    if (!act) continue;
    button.addEventListener('click', () => {
      button.closest('details')?.removeAttribute('open');
      void act();
    });
  }
  installImport(tools);
  keepEnabled(root, designer);
}

type Acts = Record<string, () => void | Promise<void>>;

function viewActs(designer: Designer): Acts {
  return {
    zoomIn: () => zoomIn(designer),
    zoomOut: () => zoomOut(designer),
    fit: () => fitAll(designer, paletteWidth),
    minimap: () => designer.get('minimap').toggle(),
    // A click anywhere closes the search, this one too, so it opens when the click is over.
    search: () => void setTimeout(() => designer.get('searchPad').toggle()),
  };
}

function editActs(designer: Designer): Acts {
  const selected = () => designer.get('selection').get();
  const align = (how: string) => () => designer.get('alignElements').trigger(alignable(selected()), how);
  const distribute = (axis: string) => () =>
    designer.get('distributeElements').trigger(alignable(selected()), axis);
  return {
    undo: () => designer.get('commandStack').undo(),
    redo: () => designer.get('commandStack').redo(),
    alignLeft: align('left'),
    alignCenter: align('center'),
    alignRight: align('right'),
    alignTop: align('top'),
    alignMiddle: align('middle'),
    alignBottom: align('bottom'),
    distributeHorizontally: distribute('horizontal'),
    distributeVertically: distribute('vertical'),
  };
}

function fileActs({ root, designer, page }: Tools): Acts {
  return {
    import: () => root.querySelector<HTMLInputElement>('[data-import]')?.click(),
    paste: () => root.querySelector<HTMLDialogElement>('[data-paste]')?.showModal(),
    exportBpmn: () => exportBpmn(designer, page.processKey),
    exportSvg: () => exportSvg(designer, page.name),
    exportPng: () => exportPng(designer, page.name),
    help: () => root.querySelector<HTMLDialogElement>('[data-designer-help]')?.showModal(),
  };
}

/** The shapes that can be aligned: boundary events, labels and connections move with theirs. */
function alignable(shapes: Shape[]): Shape[] {
  return shapes.filter(({ waypoints, host, labelTarget }) => !waypoints && !host && !labelTarget);
}

/** Enables undo, redo and the tools for several elements only when they can do something. */
function keepEnabled(root: HTMLElement, designer: Designer): void {
  const set = (name: string, isEnabled: boolean) => {
    for (const button of root.querySelectorAll<HTMLButtonElement>(`[data-do="${name}"]`))
      button.disabled = !isEnabled;
  };
  const update = () => {
    const stack = designer.get('commandStack');
    set('undo', stack.canUndo());
    set('redo', stack.canRedo());
    const count = alignable(designer.get('selection').get()).length;
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-needs]')) {
      button.disabled = count < Number(button.dataset.needs);
    }
  };
  designer.on(['commandStack.changed', 'selection.changed', 'import.done'], update);
  update();
}
