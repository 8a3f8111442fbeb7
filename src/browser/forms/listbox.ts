/**
 * The list below a combobox: options, the active one, open and closed (ARIA Authoring Practices, Combobox pattern).
 * A text of several lines may not be a combobox, but offers completions in the same way.
 */
export class Listbox {
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement | HTMLTextAreaElement,
    private readonly list: HTMLElement,
    private readonly choose: (index: number) => void,
  ) {
    if (input instanceof HTMLInputElement) input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    this.setExpanded(false);
    input.setAttribute('aria-controls', list.id);
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = (event.target as HTMLElement).closest<HTMLElement>('[role="option"]');
      if (option) this.choose(this.options().indexOf(option));
    });
  }

  get isOpen(): boolean {
    return !this.list.hidden;
  }

  show(entries: { title: string; detail: string }[]): void {
    this.list.replaceChildren(...entries.map((entry, index) => this.optionElement(entry, index)));
    this.list.hidden = entries.length === 0;
    this.list.classList.toggle('show', entries.length > 0);
    this.setExpanded(entries.length > 0);
    this.activate(-1);
  }

  close(): void {
    this.show([]);
  }

  /** Keys of the pattern: arrows move (round), Enter takes, Escape closes. Returns whether the key was used. */
  handleKey(key: string): boolean {
    if (!this.isOpen) return false;
    const count = this.options().length;
    if (key === 'ArrowDown') this.activate((this.active + 1) % count);
    else if (key === 'ArrowUp') this.activate((this.active - 1 + count) % count);
    else if (key === 'Enter' && this.active >= 0) this.choose(this.active);
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  private setExpanded(isExpanded: boolean): void {
    if (this.input instanceof HTMLInputElement) this.input.setAttribute('aria-expanded', String(isExpanded));
  }

  private activate(index: number): void {
    this.active = index;
    for (const [position, option] of this.options().entries()) {
      option.setAttribute('aria-selected', String(position === index));
      option.classList.toggle('active', position === index);
    }
    const option = this.options()[index];
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  private options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>('[role="option"]')];
  }

  private optionElement(entry: { title: string; detail: string }, index: number): HTMLElement {
    const option = document.createElement('li');
    option.id = `${this.list.id}-${index}`;
    option.className = 'dropdown-item sf-option';
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    const title = document.createElement('span');
    title.textContent = entry.title;
    const detail = document.createElement('small');
    detail.className = 'sf-option-detail';
    detail.textContent = entry.detail;
    option.append(title, detail);
    return option;
  }
}
