import { Listbox } from '../listbox.js';

const maxShown = 50;
let lists = 0;

/** Turns long lists of people into search boxes, by name or pinyin initials. The list itself is still what the form sends. */
export function enhancePeople(form: HTMLFormElement): void {
  enhanceIn(form);
  form.addEventListener('sf:added', (event) => enhanceIn(event.target as HTMLElement));
}

function enhanceIn(root: ParentNode): void {
  for (const select of root.querySelectorAll<HTMLSelectElement>('select[data-sf-searchable]')) {
    if (!select.hidden) enhance(select);
  }
}

function enhance(select: HTMLSelectElement): void {
  const { box, input, list } = createSearchBox(select);
  const people = [...select.options].filter((option) => option.value !== '');
  let shown: HTMLOptionElement[] = [];
  const choose = (option: HTMLOptionElement | undefined) => {
    select.value = option?.value ?? '';
    input.value = option?.text ?? '';
    listbox.close();
    select.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const listbox = new Listbox(input, list, (index) => choose(shown[index]));
  const search = (text: string) => {
    shown = people.filter((option) => matches(option, text)).slice(0, maxShown);
    listbox.show(shown.map(({ text: title }) => ({ title, detail: '' })));
  };
  input.addEventListener('input', () => search(input.value));
  input.addEventListener('click', () => search(''));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (listbox.handleKey(event.key)) event.preventDefault();
    else if (event.key === 'ArrowDown') search('');
  });
  input.addEventListener('blur', () => {
    const text = input.value.trim();
    const only = shown.length === 1 && text !== '' ? shown[0] : undefined;
    choose(people.find((option) => option.text === text) ?? only ?? presentChoice(select, text));
  });
  select.before(box);
  box.append(select);
  // A form that is reset or filled by the browser's history shows the name again.
  window.addEventListener('pageshow', () => {
    input.value = select.value === '' ? '' : (select.selectedOptions[0]?.text ?? '');
  });
}

/** The choice after a text that names nobody: unchanged. Without a text there is none. */
function presentChoice(select: HTMLSelectElement, text: string): HTMLOptionElement | undefined {
  return text === '' || select.value === '' ? undefined : select.selectedOptions[0];
}

/** The box takes over the id of the list, so that label and error links reach it. */
function createSearchBox(select: HTMLSelectElement): {
  box: HTMLElement;
  input: HTMLInputElement;
  list: HTMLElement;
} {
  lists += 1;
  const box = document.createElement('div');
  box.className = 'sf-combobox';
  const input = document.createElement('input');
  input.type = 'text';
  input.className = select.className.replace('form-select', 'form-select sf-search');
  input.autocomplete = 'off';
  input.placeholder = '输入姓名或拼音首字母';
  input.value = select.value === '' ? '' : (select.selectedOptions[0]?.text ?? '');
  for (const name of ['id', 'aria-required', 'aria-describedby', 'aria-invalid']) {
    const value = select.getAttribute(name);
    if (value !== null) input.setAttribute(name, value);
  }
  select.id = `${select.id}-list`;
  select.hidden = true;
  const list = document.createElement('ul');
  list.id = `sf-people-${lists}`;
  list.className = 'dropdown-menu sf-listbox';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '匹配的人员');
  list.hidden = true;
  box.append(input, list);
  return { box, input, list };
}

function matches(option: HTMLOptionElement, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return option.text.toLowerCase().includes(wanted) || (option.dataset.search ?? '').includes(wanted);
}
