/** Controls of the panels. Each has a key, by which the focus finds it again after a redraw. */

type Child = Node | string | null;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

let controls = 0;

function labelled(label: string, control: HTMLElement, key: string): HTMLElement {
  controls += 1;
  control.id = `builder-${controls}`;
  control.dataset.key = key;
  const text = element('label', 'form-label', label);
  text.htmlFor = control.id;
  return element('div', 'builder-control', text, control);
}

interface TextOptions {
  type?: 'text' | 'number';
  maxLength?: number;
  isWide?: boolean;
  hint?: string;
}

/** A line of text; `set` is called with each key. */
export function textInput(
  label: string,
  key: string,
  value: unknown,
  set: (text: string) => void,
  { type = 'text', maxLength = 200, isWide = false, hint }: TextOptions = {},
): HTMLElement {
  const input = element('input', 'form-control');
  input.type = type;
  if (type === 'number') input.step = 'any';
  else input.maxLength = maxLength;
  input.value = value === undefined || value === null ? '' : String(value);
  input.addEventListener('input', () => set(input.value));
  const control = labelled(label, input, key);
  if (isWide) control.classList.add('builder-wide');
  if (hint) addHint(control, input, hint);
  return control;
}

function addHint(control: HTMLElement, input: HTMLElement, hint: string): void {
  const text = element('p', 'form-hint', hint);
  text.id = `${input.id}-hint`;
  input.setAttribute('aria-describedby', text.id);
  control.append(text);
}

export function selectInput(
  label: string,
  key: string,
  options: readonly { value: string; label: string }[],
  value: string,
  set: (value: string) => void,
): HTMLElement {
  const select = element('select', 'form-select');
  for (const option of options) select.add(new Option(option.label, option.value));
  select.value = value;
  select.addEventListener('change', () => set(select.value));
  return labelled(label, select, key);
}

export function checkBox(
  label: string,
  key: string,
  isChecked: boolean,
  set: (isChecked: boolean) => void,
): HTMLElement {
  const box = element('input', 'form-check-input');
  box.type = 'checkbox';
  box.checked = isChecked;
  box.dataset.key = key;
  box.addEventListener('change', () => set(box.checked));
  return element('label', 'form-check builder-check', box, element('span', 'form-check-label', label));
}

export function button(
  text: string,
  key: string,
  act: () => void,
  className = 'btn btn-sm',
): HTMLButtonElement {
  const made = element('button', className, text);
  made.type = 'button';
  made.dataset.key = key;
  made.addEventListener('click', act);
  return made;
}

/** A button with an arrow, and a label that says what it moves. */
export function arrow(sign: '↑' | '↓', words: string, key: string, act: () => void): HTMLButtonElement {
  const made = button(sign, key, act, 'btn btn-sm btn-icon');
  made.setAttribute('aria-label', words);
  made.title = words;
  return made;
}

/** Draws into a place and restores the focus, or gives it to the control named. */
export function redraw(place: HTMLElement, children: Node[], wanted?: string): void {
  const active = document.activeElement;
  const key =
    wanted ?? (active instanceof HTMLElement && place.contains(active) ? active.dataset.key : undefined);
  place.replaceChildren(...children);
  if (key) place.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}
