import { formatJson } from './formatJson.js';
import type { Choices, FormSchema } from './types.js';

/** The form that is being made: its text is the truth, the parsed schema follows it. */
export interface Editor {
  readonly schema: FormSchema;
  readonly choices: Choices;
  /** Fields whose panel is open, by path. */
  readonly open: Set<string>;
  /** A change by button or choice: everything is drawn again. */
  apply(change: () => void): void;
  /** A change by typing: only the text follows, so that the input keeps the cursor. */
  type(change: () => void): void;
  undo(): void;
  canUndo(): boolean;
}

interface Parts {
  text: HTMLTextAreaElement;
  choices: Choices;
  /** Draws the whole editor for a schema; null for a text that is no JSON object. */
  draw(editor: Editor | null): void;
  /** Called when the text has changed. */
  changed(): void;
}

const longestHistory = 100;

/** Keeps text and schema together, with what was before for undoing. */
export function createEditor({ text, choices, draw, changed }: Parts): void {
  let schema = parse(text.value);
  let isTyping = false;
  const history: string[] = [];
  const remember = () => {
    history.push(text.value);
    if (history.length > longestHistory) history.shift();
  };
  const write = () => {
    text.value = formatJson(schema);
    changed();
  };
  const redraw = () => draw(schema ? editor : null);
  const editor: Editor = {
    get schema() {
      return schema as FormSchema;
    },
    choices,
    open: new Set(),
    apply(change) {
      remember();
      isTyping = false;
      change();
      write();
      redraw();
    },
    type(change) {
      if (!isTyping) remember();
      isTyping = true;
      change();
      write();
    },
    undo() {
      const before = history.pop();
      if (before === undefined) return;
      isTyping = false;
      text.value = before;
      schema = parse(before);
      changed();
      redraw();
    },
    canUndo: () => history.length > 0,
  };
  text.addEventListener('focus', remember);
  text.addEventListener('input', () => {
    schema = parse(text.value);
    changed();
    redraw();
  });
  redraw();
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
