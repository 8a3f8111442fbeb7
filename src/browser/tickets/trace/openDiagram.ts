import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import { loadFont } from '../../bpmn/loadFont.js';
import type { Diagram, Shape } from './types.js';

const font = 'Noto Sans SC';
const text = { fontFamily: `"${font}", sans-serif`, fontSize: 12 };

/**
 * Fetches and draws the diagram. The font is loaded before, as text is measured while drawing; colours are CSS
 * variables, so that light and dark need no second drawing.
 */
export async function openDiagram(container: HTMLElement, url: string): Promise<Diagram> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`diagram: ${response.status}`);
  const xml = await response.text();
  await loadFont(xml);
  const viewer = new NavigatedViewer({
    container,
    zoomScroll: { enabled: false },
    textRenderer: { defaultStyle: text, externalStyle: text },
    bpmnRenderer: {
      defaultFillColor: 'var(--diagram-fill)',
      defaultStrokeColor: 'var(--diagram-stroke)',
      defaultLabelColor: 'var(--diagram-label)',
    },
  } as ConstructorParameters<typeof NavigatedViewer>[0]);
  await viewer.importXML(xml);
  return {
    container,
    canvas: viewer.get('canvas'),
    overlays: viewer.get('overlays'),
    registry: viewer.get('elementRegistry'),
    onClick: (listener) =>
      viewer.on('element.click', ({ element }: { element: Shape }) =>
        listener((element.labelTarget ?? element).id),
      ),
    onView: (listener) => viewer.on('canvas.viewbox.changed', listener),
  };
}
