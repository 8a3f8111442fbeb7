/** Shows the panel of a tab in place, where its link would load the page again; what was typed stays. */
export function installTabs(): void {
  const list = document.querySelector<HTMLElement>('[data-tabs]');
  if (!list) return;
  list.addEventListener('click', (event) => {
    const tab = (event.target as HTMLElement).closest<HTMLAnchorElement>('a[data-tab]');
    if (!tab || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void open(list, tab);
  });
  const current = list.querySelector<HTMLAnchorElement>('[aria-current]');
  if (current?.dataset.tab === 'diagram') drawDiagram(list);
}

async function open(list: HTMLElement, tab: HTMLAnchorElement): Promise<void> {
  const name = tab.dataset.tab ?? '';
  const panel = panelNamed(document, name);
  if (!panel) return location.assign(tab.href);
  if (name !== 'work' && panel.dataset.loaded === undefined && !(await load(panel, tab))) {
    return location.assign(tab.href);
  }
  for (const one of document.querySelectorAll<HTMLElement>('[data-tab-panel]')) one.hidden = one !== panel;
  for (const one of list.querySelectorAll('[data-tab]')) one.removeAttribute('aria-current');
  tab.setAttribute('aria-current', 'page');
  history.replaceState(history.state, '', tab.href);
  if (name === 'diagram') drawDiagram(list);
}

/** False when the fetched page has no such panel: the person was logged out, or the task is gone. */
async function load(panel: HTMLElement, tab: HTMLAnchorElement): Promise<boolean> {
  try {
    const response = await fetch(tab.href, { headers: { accept: 'text/html' }, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = panelNamed(page, panel.dataset.tabPanel ?? '');
    if (!fresh || fresh.hidden) return false;
    panel.replaceChildren(...fresh.childNodes);
    panel.dataset.loaded = '';
    return true;
  } catch {
    return false;
  }
}

const panelNamed = (page: Document, name: string) =>
  page.querySelector<HTMLElement>(`[data-tab-panel="${name}"]`);

/** Loads the viewer once, when the diagram is first shown: it is large, and measures the place it draws in. */
function drawDiagram(list: HTMLElement): void {
  if (document.querySelector('script[data-diagram]')) return;
  const script = document.createElement('script');
  script.type = 'module';
  script.src = list.dataset.diagramScript ?? '';
  script.dataset.diagram = '';
  document.head.append(script);
}
