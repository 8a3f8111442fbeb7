import type { Page } from 'playwright-core';

/** What the functions below find in the page in which they run. */
interface PageElement {
  title: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
}
declare const document: { querySelectorAll(selector: string): Iterable<PageElement> };

/** Opens a new draft of the process in the editor. */
export async function openNewDraft(page: Page, processKey: string): Promise<void> {
  await page.goto(`/processes/${processKey}`);
  await page
    .getByRole('button', { name: /新建草稿/ })
    .first()
    .click();
  await editorIsReady(page);
}

export async function editorIsReady(page: Page): Promise<void> {
  await page.locator('[data-designer][data-ready]').waitFor();
}

export async function draftIsSaved(page: Page): Promise<void> {
  await page.locator('[data-save-state="saved"]').waitFor();
}

/** Selects an element by its id, wherever it is, as a person does who searches it. */
export async function selectElement(page: Page, id: string): Promise<void> {
  await page.locator('[data-do="search"]').click();
  const input = page.locator('.djs-search-input input');
  await input.waitFor();
  await input.pressSequentially(id);
  await page.locator(`.djs-search-result[data-result-id]`).first().waitFor();
  await input.press('Enter');
  await page.locator('.djs-search-container').waitFor({ state: 'hidden' });
}

/** Presses a button of the pad beside the selected element. */
export async function pad(page: Page, action: string): Promise<void> {
  await page.locator(`.djs-context-pad.open .entry[data-action="${action}"]`).click();
}

/** Appends a task to the selected element and names it on the canvas, as the editor invites to. */
export async function appendTask(page: Page, name: string): Promise<void> {
  await pad(page, 'append.append-task');
  await page.locator('.djs-direct-editing-content').waitFor();
  await page.keyboard.insertText(name);
  await page.keyboard.press('Enter');
  await page.locator('.designer-panel-head h2', { hasText: name }).waitFor();
}

/** Appends an event or gateway to the selected element and names it in the panel. */
export async function append(page: Page, action: string, type: string, name: string): Promise<void> {
  await pad(page, action);
  await page.locator('.designer-type', { hasText: type }).waitFor();
  await fill(page, 'name', name);
}

/** Connects the selected element with another one. */
export async function connectTo(page: Page, id: string): Promise<void> {
  await pad(page, 'connect');
  const target = page.locator(`.djs-shape[data-element-id="${id}"] .djs-hit`).first();
  await target.hover();
  await target.click();
}

/** Drags an element to the place left of another one, in its row. */
export async function dragLeftOf(page: Page, id: string, target: string): Promise<void> {
  const boxOf = async (one: string) => {
    const box = await page.locator(`.djs-shape[data-element-id="${one}"] .djs-hit`).first().boundingBox();
    if (!box) throw new Error(`${one} is not on the canvas`);
    return { ...box, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
  };
  const { middle: from } = await boxOf(id);
  const { middle, width } = await boxOf(target);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - width, middle.y - 10, { steps: 5 });
  await page.mouse.move(middle.x - width * 1.1, middle.y, { steps: 5 });
  await page.mouse.up();
}

export async function unfold(page: Page, group: string): Promise<void> {
  const section = page.locator('.designer-group', { has: page.locator('summary', { hasText: group }) });
  if (!(await section.evaluate((one) => (one as unknown as { open: boolean }).open))) {
    await section.locator('> summary').click();
  }
}

export async function fill(page: Page, field: string, value: string): Promise<void> {
  const control = page.locator(`[data-field="${field}"]`);
  await control.fill(value);
  await control.press('Tab');
}

/** The list says what is wrong with the diagram as it is now. */
export async function checksAreDone(page: Page): Promise<void> {
  await page.locator('[data-summary]:not([aria-busy="true"])').waitFor();
}

/** Presses a mend that the checks propose, until they no longer do. */
export async function mend(page: Page, name: string): Promise<void> {
  await checksAreDone(page);
  const buttons = page.locator('[data-problems]').getByRole('button', { name });
  for (let times = 0; times < 4 && (await buttons.count()) > 0; times += 1) {
    await buttons.first().click();
    await checksAreDone(page);
  }
}

/** Words in Latin letters among what tools, menus and the panel say; names of file formats and keys may stand. */
export async function latinWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const editor = '.djs-palette .entry, .djs-context-pad .entry, .djs-popup *, .djs-search-input input';
    const own = '.designer-bar *, .designer-panel label, .designer-panel summary, .designer-drawer summary';
    return [...document.querySelectorAll(`${editor}, ${own}`)].flatMap((one) => [
      one.title ?? '',
      one.textContent ?? '',
      one.getAttribute('aria-label') ?? '',
    ]);
  });
  const words = texts.flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? []);
  return [...new Set(words)].filter((word) => !/^(BPMN|SVG|PNG|FEEL|Ctrl|Shift)$/.test(word));
}
