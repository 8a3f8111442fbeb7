import { Idiomorph } from 'idiomorph';

/**
 * Replaces the content of a place by what was fetched. Elements that stay keep their chosen values and the focus; when
 * the focused element is gone, the heading named by `heading` gets the focus.
 */
export function morph(place: HTMLElement, fresh: string | ChildNode[], heading: string): void {
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const again = focused && selectorOf(focused);
  const chosen = new Map([...place.querySelectorAll('select')].map(({ id, value }) => [id, value]));
  void Idiomorph.morph(place, fresh, { morphStyle: 'innerHTML', ignoreActiveValue: true });
  for (const select of place.querySelectorAll('select')) {
    const value = chosen.get(select.id);
    if (value !== undefined && [...select.options].some((option) => option.value === value))
      select.value = value;
  }
  if (!focused) return;
  // an element without an id may have become another one: its focus must not go along
  const target =
    (again && place.querySelector<HTMLElement>(again)) || place.querySelector<HTMLElement>(heading);
  if (target !== document.activeElement) target?.focus({ preventScroll: true });
}

/** A selector that finds the element again: its id, or for links the address. */
function selectorOf(element: Element): string | null {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute('href');
  return href && `a[href="${CSS.escape(href)}"]`;
}
