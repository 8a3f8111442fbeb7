import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Without frames to be asked and without a list of all that is right, it takes less than half the time. */
const violationsOnly = { resultTypes: ['violations' as const], preload: false };

/** What axe has looked at in this worker: pages are made of the same parts, and each part is right or wrong everywhere. */
const lookedAt = { elements: new Set<string>(), outlines: new Set<string>() };

/** What depends on the order of the parts rather than on one of them. */
const rulesOfOutlines = ['heading-order', 'page-has-heading-one', 'landmark-one-main', 'landmark-unique'];

/** Fails on whatever is wrong with the page (WCAG A and AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  expect.soft(await findViolations(page), `axe on ${page.url()}`).toEqual([]);
}

/**
 * What axe finds wrong with the page. Axe looks when a part of it is new: an element with other classes, role, state or label
 * than any before it, below another kind of element, in another colour scheme or width; or an outline that is new.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const { elements, outline } = await page.evaluate(partsOfPage);
  const isOutlineKnown = lookedAt.outlines.has(outline);
  const areElementsKnown = elements.every((element) => lookedAt.elements.has(element));
  if (areElementsKnown && isOutlineKnown) return [];
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({
    ...violationsOnly,
    ...(areElementsKnown ? { runOnly: { type: 'rule' as const, values: rulesOfOutlines } } : {}),
  });
  const { violations } = await axe.analyze();
  if (violations.length === 0) {
    for (const element of elements) lookedAt.elements.add(element);
    lookedAt.outlines.add(outline);
  }
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html} ${node.any[0]?.message ?? ''}`),
  );
}

/** What `partsOfPage` asks of an element of the page in which it runs. */
interface PageElement {
  tagName: string;
  parentElement: PageElement | null;
  textContent: string | null;
  attributes: Iterable<{ name: string; value: string }>;
  labels?: { length: number } | null;
  getAttribute(name: string): string | null;
  checkVisibility(): boolean;
}
declare const document: {
  documentElement: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
  getElementById(id: string): PageElement | null;
};
declare const matchMedia: (query: string) => { matches: boolean };
declare const innerWidth: number;

/** Runs in the page: what its elements are and where each stands, without what they say. */
function partsOfPage(): { elements: string[]; outline: string } {
  const references =
    /^(for|list|aria-(labelledby|describedby|controls|owns|activedescendant|errormessage|details))$/;
  const telling =
    /^(type|role|class|style|scope|lang|disabled|readonly|required|multiple|checked|open|hidden|tabindex|aria-(?!label).*)$/;
  const words = (text: string) => text.split(/\s+/).filter(Boolean);
  const all = [...document.querySelectorAll('*')];
  const ids = all.flatMap((element) => element.getAttribute('id') ?? []);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) < index));
  const stateOf = (name: string, value: string): string => {
    if (references.test(name)) {
      const named = words(value);
      return `${name}:${named.every((id) => document.getElementById(id))}:${named.some((id) => repeated.has(id))}`;
    }
    return telling.test(name) ? `${name}=${words(value).sort().join('.')}` : name;
  };
  const describe = (element: PageElement): string => {
    const states = [...element.attributes].map(({ name, value }) => stateOf(name, value)).sort();
    return `${element.tagName} ${states.join(' ')} ${element.labels?.length ?? 0} ${!!element.textContent?.trim()}`;
  };
  const place = (above: PageElement | null) =>
    above === null
      ? ''
      : `${above.tagName}.${words(above.getAttribute('class') ?? '')
          .sort()
          .join('.')}`;
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches;
  const page = `${innerWidth} ${scheme} ${describe(document.documentElement)}`;
  const outline = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside')];
  const visible = [...document.querySelectorAll('body, body *')].filter((element) =>
    element.checkVisibility(),
  );
  const elements = visible.map((element) => `${page} ${describe(element)} < ${place(element.parentElement)}`);
  return {
    elements: [...new Set(elements)],
    outline: [page, ...outline.map(({ tagName }) => tagName)].join(' '),
  };
}
