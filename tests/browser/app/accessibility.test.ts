import { expect, test } from 'vitest';
import { findViolations } from '../../support/accessibility.js';
import { useBrowserScene } from '../../support/browser/browserScene.js';

/** What the functions below find in the page in which they run. */
interface PageElement {
  style: { color: string };
  removeAttribute(name: string): void;
  setAttribute(name: string, value: string): void;
  insertAdjacentHTML(where: string, html: string): void;
  replaceChildren(): void;
}

/** Each is done to a page on which axe found nothing before. */
const faults: [what: string, selector: string, harm: (element: never) => void, rule: string][] = [
  ['a field without a label', 'label', (label: PageElement) => label.removeAttribute('for'), 'label'],
  [
    'a button without words',
    'button.w-100',
    (button: PageElement) => button.replaceChildren(),
    'button-name',
  ],
  [
    'words that can hardly be read',
    'h1',
    (title: PageElement) => {
      title.style.color = '#eee';
    },
    'color-contrast',
  ],
  ['no such role', 'h1', (title: PageElement) => title.setAttribute('role', 'nonsense'), 'aria-roles'],
  [
    'a heading that jumps',
    'h1',
    (title: PageElement) => title.insertAdjacentHTML('afterend', '<h5>提示</h5>'),
    'heading-order',
  ],
];

const scene = useBrowserScene();

test('every fault added to a faultless page is found', async () => {
  const { page } = await scene.arrive();
  for (const [what, selector, harm, rule] of faults) {
    await page.goto('/session/new');
    expect(await findViolations(page)).toEqual([]);
    await page
      .locator(selector)
      .first()
      .evaluate(harm as (element: unknown) => void);
    const rules = (await findViolations(page)).map((found) => found.split(':')[0]);
    expect.soft(rules, what).toContain(rule);
  }
});
