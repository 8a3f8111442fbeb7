import { morph } from './morph.js';

const pollIntervalMs = 1500;

/**
 * Updates a page that shows work in progress in place until the work is over: focus and scroll position stay, screen
 * readers hear the status, and a finished file is downloaded.
 */
export function installLiveContent(): void {
  const content = document.querySelector<HTMLElement>('[data-live]');
  if (!content) return;
  if (content.dataset.live === 'on') setTimeout(() => void refreshContent(content), pollIntervalMs);
  fetchFile(content);
}

async function refreshContent(content: HTMLElement): Promise<void> {
  const found = await fetchContent();
  if (found) showContent(content, found);
  if (content.dataset.live === 'on') setTimeout(() => void refreshContent(content), pollIntervalMs);
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

function showContent(content: HTMLElement, found: HTMLElement): void {
  const status = document.querySelector('[data-live-status]');
  const { live, said = '' } = found.dataset;
  if (status && status.textContent !== said) status.textContent = said;
  if (content.innerHTML !== found.innerHTML) morph(content, [...found.childNodes], 'h2');
  content.dataset.live = live;
  fetchFile(found);
}

/** Downloads a file that is ready; the browser stays on the page. */
function fetchFile({ dataset }: HTMLElement): void {
  if (dataset.then) location.assign(dataset.then);
}
