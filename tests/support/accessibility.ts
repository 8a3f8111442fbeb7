import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Without frames to be asked and without a list of all that is right, it takes less than half the time. */
const violationsOnly = { resultTypes: ['violations' as const], preload: false };

/** What axe has looked at in this worker: pages are made of the same parts, and each part is right or wrong everywhere. */
const lookedAt = new Set<string>();

/** Fails on whatever is wrong with the page (WCAG A and AA and best practices). */
export async function expectAccessible(page: Page): Promise<void> {
  expect.soft(await findViolations(page), `axe on ${page.url()}`).toEqual([]);
}

/**
 * What axe finds wrong with the page. Axe looks when a part of it is new: an element with other classes, role, state or label
 * than any before it, in another place, colour scheme or width.
 */
export async function findViolations(page: Page): Promise<string[]> {
  const parts = await page.evaluate(partsOfPage);
  if (parts.every((part) => lookedAt.has(part))) return [];
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options(violationsOnly).analyze();
  if (violations.length === 0) for (const part of parts) lookedAt.add(part);
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
function partsOfPage(): string[] {
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
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches;
  const page = `${innerWidth} ${scheme} ${describe(document.documentElement)}`;
  const outline = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, main, nav, header, footer, aside')];
  const parts = new Set([`${page} ${outline.map(({ tagName }) => tagName).join(' ')}`]);
  for (const element of document.querySelectorAll('body, body *')) {
    if (!element.checkVisibility()) continue;
    const place: string[] = [];
    for (let above = element.parentElement; above && place.length < 2; above = above.parentElement)
      place.push(describe(above));
    parts.add([page, describe(element), ...place].join(' < '));
  }
  return [...parts];
}
