import { morph } from './morph.js';

const interval = 1500;

/**
 * A page that shows work in progress changes in place until the work is over: focus and place stay, who listens is told,
 * and a file that was waited for is fetched.
 */
export function installLiveContent(): void {
  const content = document.querySelector<HTMLElement>('[data-live]');
  if (!content) return;
  if (content.dataset.live === 'on') setTimeout(() => void look(content), interval);
  fetchFile(content);
}

async function look(content: HTMLElement): Promise<void> {
  const found = await fetchContent();
  if (found) show(content, found);
  if (content.dataset.live === 'on') setTimeout(() => void look(content), interval);
}

/** Null when the server can't be reached: the next turn tries again. */
async function fetchContent(): Promise<HTMLElement | null> {
  try {
    const response = await fetch(location.href, {
      headers: { accept: 'text/html' },
      credentials: 'same-origin',
    });
    if (response.redirected) location.reload();
    if (!response.ok) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return page.querySelector<HTMLElement>('[data-live]');
  } catch {
    return null;
  }
}

function show(content: HTMLElement, found: HTMLElement): void {
  const status = document.querySelector('[data-live-status]');
  const { live, said = '' } = found.dataset;
  if (status && status.textContent !== said) status.textContent = said;
  if (content.innerHTML !== found.innerHTML) morph(content, [...found.childNodes], 'h2');
  content.dataset.live = live;
  fetchFile(found);
}

/** What nobody has fetched yet; the browser keeps it and stays on the page. */
function fetchFile({ dataset }: HTMLElement): void {
  if (dataset.then) location.assign(dataset.then);
}
