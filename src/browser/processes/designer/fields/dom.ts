type Child = Node | string | null | undefined | false;

/** An element with its attributes (`false` and `undefined` leave one out) and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | number | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** One of the icons that the page brings along. */
function icon(name: string): Node {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-icon="${name}"]`);
  return template ? template.content.cloneNode(true) : document.createTextNode('');
}

export function button(
  label: string,
  className: string,
  act: () => void,
  attributes: Record<string, string> = {},
): HTMLButtonElement {
  const element = h('button', { type: 'button', class: className, ...attributes }, label);
  element.addEventListener('click', act);
  return element;
}

/** A small button with a picture only. */
export function iconButton(label: string, name: string, act: () => void): HTMLButtonElement {
  const element = h(
    'button',
    { type: 'button', class: 'btn btn-icon btn-sm btn-ghost', 'aria-label': label, title: label },
    icon(name),
  );
  element.addEventListener('click', act);
  return element;
}
