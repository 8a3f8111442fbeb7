const referenceAttributes = ['id', 'for', 'aria-describedby', 'aria-labelledby', 'aria-controls'];
const nameAttributes = ['name', 'data-name', 'data-show-when', 'data-sf-operand'];

/**
 * Gives everything below an item of the list `name` the number `index`: input names, ids and what refers to them, also in
 * the templates that it carries.
 */
export function renumber(item: ParentNode, name: string, index: number): void {
  const names = renumberAfter(`${name}.`, index);
  const ids = renumberAfter(`f-${name.replaceAll('.', '-')}-`, index);
  for (const element of item.querySelectorAll<HTMLElement>('*')) {
    for (const attribute of nameAttributes) replaceAttribute(element, attribute, names);
    for (const attribute of referenceAttributes) replaceAttribute(element, attribute, ids);
    if (element instanceof HTMLButtonElement) replaceAttribute(element, 'value', names);
    if (element instanceof HTMLTemplateElement) renumber(element.content, name, index);
  }
}

/** Puts the number behind each occurrence of the start. */
function renumberAfter(start: string, index: number): (text: string) => string {
  const pattern = new RegExp(`${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:\\d+|__index__)`, 'g');
  return (text) => text.replace(pattern, `${start}${index}`);
}

function replaceAttribute(element: Element, attribute: string, change: (text: string) => string): void {
  const value = element.getAttribute(attribute);
  if (value === null) return;
  const changed = change(value);
  if (changed !== value) element.setAttribute(attribute, changed);
}
