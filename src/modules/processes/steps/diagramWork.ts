import { checkParsed } from '../../../bpmn/checkDefinition.js';
import { compareDiagrams } from '../../../bpmn/comparison/compareDiagrams.js';
import { readFacts } from '../../../bpmn/comparison/readFacts.js';
import type { DiagramFacts, ElementChange } from '../../../bpmn/comparison/types.js';
import type { KnownReferences } from '../../../bpmn/diagram.js';
import type { NewWorker } from '../../../bpmn/foreign/codeTasks.js';
import { decodeDiagram } from '../../../bpmn/foreign/decodeDiagram.js';
import {
  type ForeignHint,
  foreignHints,
  type ImportQuestion,
  importQuestions,
} from '../../../bpmn/foreign/importReport.js';
import { type OpenedDiagram, openForeign } from '../../../bpmn/foreign/openForeign.js';
import { type DiagramInspection, inspectDiagram } from '../../../bpmn/inspectDiagram.js';
import { fieldsOfProcess } from '../../../bpmn/names/calledFields.js';
import { type DataOfElement, dataOfCall, dataOfElement } from '../../../bpmn/names/dataOfElement.js';
import type { KnownFields } from '../../../bpmn/names/knownData.js';
import { parseDiagram } from '../../../bpmn/parseDiagram.js';
import { type DiagramCall, readCalls } from '../../../bpmn/readCalls.js';
import { readTopics } from '../../../bpmn/readTopics.js';
import { checkStyle } from '../../../bpmn/style/checkStyle.js';
import type { StyleProblem } from '../../../bpmn/style/types.js';
import type { CheckedDefinition } from '../../../bpmn/types.js';

/** What a diagram may refer to, as data. */
export interface Surroundings extends Omit<KnownReferences, 'fieldsOf' | 'fieldsOfCalled'> {
  /** By the key of the form. */
  fields: ReadonlyMap<string, KnownFields>;
  /** What tickets of called processes may know when they end, by the key of the process. */
  called: ReadonlyMap<string, KnownFields>;
}

/** A file that was opened; `encoding`: what it was read as, where the file says otherwise. */
export interface OpenedFile extends OpenedDiagram {
  encoding: string | null;
}

/** A diagram checked in every way. */
export interface CheckedDiagram {
  checked: CheckedDefinition;
  questions: ImportQuestion[];
  hints: ForeignHint[];
  style: StyleProblem[];
}

/** What two diagrams differ in. */
export interface ComparedDiagrams {
  /** Why one of them can't be read; nothing else is known then. */
  problem: string | null;
  changes: ElementChange[];
  formKeys: { older: string[]; newer: string[] };
  elementNames: Map<string, string>;
}

/** Work on the text of diagrams that people bring. It is pure, and takes as long as the text is large. */
export const diagramWork = {
  inspect: (xml: string): Promise<DiagramInspection> => inspectDiagram(xml),

  async open(
    file: Uint8Array,
    processKey: string | null,
    worker: NewWorker | null,
  ): Promise<OpenedFile | { refusal: string }> {
    const decoded = decodeDiagram(file);
    if (decoded.refusal !== null) return { refusal: decoded.refusal };
    const opened = await openForeign(decoded.xml, processKey, worker);
    return opened.refusal === null ? { ...opened, encoding: decoded.encoding } : opened;
  },

  async check(xml: string, { fields, called, ...known }: Surroundings): Promise<CheckedDiagram> {
    const parsed = await parseDiagram(xml);
    const { context } = parsed;
    // Before the check, which takes from the parsed diagram what is not executed.
    const questions = context ? importQuestions(context) : [];
    const hints = context ? foreignHints(context) : [];
    const style = context ? checkStyle(context) : [];
    const checked = await checkParsed(parsed, { ...known, ...lookUps(fields, called) });
    return { checked, questions, hints, style: style.slice(0, mostOfStyle) };
  },

  async compare(older: string, newer: string): Promise<ComparedDiagrams> {
    const [before, after] = [await readFacts(older), await readFacts(newer)];
    const problem = [...before.problems, ...after.problems][0]?.message ?? null;
    return {
      problem,
      changes: problem === null ? compareDiagrams(before.facts, after.facts) : [],
      formKeys: { older: formKeysOf(before.facts), newer: formKeysOf(after.facts) },
      elementNames: namesOf(before.facts, after.facts),
    };
  },

  /** What an expression at an element can name, or what a result of the call there can. */
  dataAt(
    xml: string,
    elementId: string,
    sees: 'own' | 'called',
    { fields, called, ...known }: Pick<Surroundings, 'fields' | 'called' | 'serviceResults'>,
  ): Promise<DataOfElement> {
    const dataOf = sees === 'called' ? dataOfCall : dataOfElement;
    return dataOf(xml, elementId, { ...known, ...lookUps(fields, called) });
  },

  /** What tickets of a process may know when they end. */
  fieldsOfProcess: (
    xml: string,
    { fields, called, serviceResults }: Pick<Surroundings, 'fields' | 'called' | 'serviceResults'>,
  ): Promise<KnownFields | null> => fieldsOfProcess(xml, { serviceResults, ...lookUps(fields, called) }),

  topics: (xml: string): Promise<Set<string>> => readTopics(xml),

  calls: (xml: string): Promise<DiagramCall[]> => readCalls(xml),

  /** Names of the elements that show each form, by its key. */
  async formUsers(xml: string): Promise<Map<string, string[]>> {
    const users = new Map<string, string[]>();
    for (const { id, name, aspects } of (await readFacts(xml)).facts.values()) {
      const key = aspects.get('camunda:formKey');
      if (key) users.set(key, [...(users.get(key) ?? []), name ?? id]);
    }
    return users;
  },
};

/** As it is done here, or elsewhere. */
export type DiagramWork = typeof diagramWork;

/** Nobody mends more at once. */
const mostOfStyle = 300;

function lookUps(fields: Surroundings['fields'], called: Surroundings['called']) {
  return {
    fieldsOf: (key: string) => fields.get(key) ?? null,
    fieldsOfCalled: (key: string) => called.get(key) ?? null,
  };
}

function formKeysOf(facts: DiagramFacts): string[] {
  return [...new Set([...facts.values()].flatMap(({ aspects }) => aspects.get('camunda:formKey') ?? []))];
}

function namesOf(...versions: DiagramFacts[]): Map<string, string> {
  const named = versions.flatMap((facts) => [...facts.values()]);
  return new Map(named.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])));
}
