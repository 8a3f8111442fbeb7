import { formatJson } from './formatJson.js';
import type { Choices, FormSchema } from './types.js';

interface Parts {
  text: HTMLTextAreaElement;
  choices: Choices;
  /** Draws the whole editor; `isReadable` is false for a text that is no JSON object. */
  draw(editor: Editor, isReadable: boolean): void;
  /** Called when the text has changed. */
  changed(): void;
}

const maxHistory = 100;

/** The form being edited: its text is authoritative, the parsed schema follows it. Earlier texts are kept for undo. */
export class Editor {
  readonly choices: Choices;
  /** Fields whose panel is open, by path. */
  readonly open = new Set<string>();
  private parsed: FormSchema | null;
  private readonly history: string[] = [];
  private isTyping = false;

  constructor(private readonly parts: Parts) {
    const { text, choices } = parts;
    this.choices = choices;
    this.parsed = parse(text.value);
    text.addEventListener('focus', () => this.remember());
    text.addEventListener('input', () => this.readText());
  }

  get schema(): FormSchema {
    return this.parsed as FormSchema;
  }

  get canUndo(): boolean {
    return this.history.length > 0;
  }

  draw(): void {
    this.parts.draw(this, this.parsed !== null);
  }

  /** Applies a change by button or choice: everything is drawn again. */
  apply(change: () => void): void {
    this.remember();
    this.isTyping = false;
    change();
    this.write();
    this.draw();
  }

  /** Applies a change by typing: only the text follows, so that the input keeps the cursor. */
  type(change: () => void): void {
    if (!this.isTyping) this.remember();
    this.isTyping = true;
    change();
    this.write();
  }

  undo(): void {
    const before = this.history.pop();
    if (before === undefined) return;
    this.isTyping = false;
    this.parts.text.value = before;
    this.readText();
  }

  private readText(): void {
    this.parsed = parse(this.parts.text.value);
    this.parts.changed();
    this.draw();
  }

  private write(): void {
    this.parts.text.value = formatJson(this.parsed);
    this.parts.changed();
  }

  private remember(): void {
    const { value } = this.parts.text;
    if (this.history.at(-1) === value) return;
    this.history.push(value);
    if (this.history.length > maxHistory) this.history.shift();
  }
}

function parse(text: string): FormSchema | null {
  try {
    const value = JSON.parse(text) as FormSchema | null;
    const isForm = typeof value === 'object' && value !== null && typeof value.properties === 'object';
    return isForm && value.properties !== null ? value : null;
  } catch {
    return null;
  }
}
