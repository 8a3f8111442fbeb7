import { compile, describeLimit, FeelLimit, FeelSyntaxError } from '../../../../bpmn/feel/index.js';
import { Listbox } from '../../../forms/listbox.js';
import type { KnownData, Trials } from '../trial.js';
import type { Variable } from '../variable.js';
import { h } from './dom.js';
import { completionsAt } from './feelCompletions.js';
import { mistakeList } from './feelMistakes.js';
import { expressionInWords } from './feelReading.js';
import { trialPanel } from './feelTrial.js';
import { type FieldOptions, idOf, labelledField, onChange } from './field.js';

export interface FeelOptions extends FieldOptions {
  variables: readonly Variable[];
  placeholder?: string;
  trials: Trials;
}

/** A field for a FEEL expression: it offers names and functions while typing, and reports syntax errors at once. */
export function feelField(options: FeelOptions): HTMLElement {
  const area = h('textarea', {
    class: 'form-control designer-code',
    rows: Math.min(6, Math.max(1, Math.ceil(options.value.length / 36))),
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: options.placeholder,
  });
  area.value = options.value;
  const problem = h('div', { class: 'designer-error', role: 'status' });
  const reading = h('div', { class: 'designer-reading' });
  const describe = () => {
    const wrong = feelProblem(area.value);
    problem.textContent = wrong ?? '';
    const said = wrong ? null : expressionInWords(area.value, options.variables);
    reading.textContent = said ? `读作：${said}` : '';
  };
  area.addEventListener('input', describe);
  onChange(area, (value) => options.change(value.trim()));
  describe();
  const list = h('ul', {
    class: 'dropdown-menu sf-listbox',
    id: `${idOf(options.name)}-offers`,
    role: 'listbox',
    'aria-label': '可用的数据项和函数',
    hidden: true,
  });
  const mistakes = mistakeList(area, options.trials);
  const trial = trialPanel(options.name, () => area.value, options.trials);
  const field = labelledField(options, area, list, problem, mistakes, reading, trial);
  field.classList.add('designer-feel');
  offerCompletions(area, list, knownVariables(area, options));
  return field;
}

/** A syntax error as a sentence; the server says more when it checks the diagram. */
function feelProblem(text: string): string | null {
  if (text.trim() === '') return null;
  try {
    compile(text);
    return null;
  } catch (error) {
    if (error instanceof FeelLimit) return `${describeLimit(error)}。`;
    if (!(error instanceof FeelSyntaxError)) throw error;
    return `第 ${error.from + 1} 个字符附近写法有误。`;
  }
}

/** What a ticket can know at the element; until the server has said it, the fields of all forms. */
function knownVariables(
  area: HTMLTextAreaElement,
  { trials, variables }: FeelOptions,
): () => readonly Variable[] {
  let known: readonly Variable[] = variables;
  area.addEventListener('focus', () => {
    trials.ask({ expression: '', ticket: null, values: null }).then(
      (answer) => {
        if (answer.known.length > 0) known = answer.known.map(variableOf);
      },
      () => {},
    );
  });
  return () => known;
}

function variableOf({ name, label, kind, options, fields, isLater }: KnownVariable): Variable {
  const note = isLater ? '在这之后才填写' : kind;
  return { name, title: label, formTitle: note, values: options, fields: fields.map(variableOf) };
}

type KnownVariable = Omit<KnownData, 'isLater'> & { isLater?: boolean };

function putCaretBetweenParentheses(area: HTMLTextAreaElement): void {
  const place = area.selectionStart - 1;
  area.setSelectionRange(place, place);
}

function offerCompletions(
  area: HTMLTextAreaElement,
  list: HTMLElement,
  variables: () => readonly Variable[],
): void {
  let offered: ReturnType<typeof completionsAt> = { from: 0, entries: [] };
  const listbox = new Listbox(area, list, (index) => {
    const entry = offered.entries[index];
    listbox.close();
    if (!entry) return;
    area.setRangeText(entry.insert, offered.from, area.selectionStart, 'end');
    if (entry.insert.endsWith('()')) putCaretBetweenParentheses(area);
    area.dispatchEvent(new Event('input'));
    listbox.close();
  });
  const offer = (isAsked: boolean) => {
    offered = completionsAt(area.value, area.selectionStart, variables(), isAsked);
    listbox.show(offered.entries);
  };
  area.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) offer(false);
  });
  area.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (listbox.handleKey(event.key)) event.preventDefault();
    else if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      offer(true);
    }
  });
  area.addEventListener('blur', () => listbox.close());
}
