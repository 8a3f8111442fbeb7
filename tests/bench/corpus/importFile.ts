import { BpmnModdle } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { checkDefinition } from '../../../src/bpmn/checkDefinition.js';
import type { KnownReferences } from '../../../src/bpmn/diagram.js';
import { decodeDiagram } from '../../../src/bpmn/foreign/decodeDiagram.js';
import { describeImport } from '../../../src/bpmn/foreign/describeImport.js';
import { type OpenedDiagram, openForeign } from '../../../src/bpmn/foreign/openForeign.js';
import { countElements, missing } from './countElements.js';

/** What became of one file. */
export interface Outcome {
  /** `with mends`: once all tasks of code are given to a service, as the owner may choose at the import. */
  result: 'as it comes' | 'with mends' | 'as a draft' | 'refused' | 'crashed';
  /** Why it can't run yet, or at all. */
  reasons: string[];
  /** What is gone in the draft, or once the editor has saved it, and is not named in the report. */
  lost: string[];
}

/** A department that has every form, group, service and process that a file names. */
const everything: KnownReferences = {
  formKeys: all(),
  groups: all(),
  topics: all(),
  processKeys: all(),
  taskActions: all(),
  rules: all(),
};

/** Imports a file as the upload does, checks the draft and saves it as the editor does. */
export async function importFile(bytes: Uint8Array): Promise<Outcome> {
  try {
    return await outcomeOf(bytes);
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('\n') : [String(error)];
    return { result: 'crashed', reasons: [first], lost: [] };
  }
}

async function outcomeOf(bytes: Uint8Array): Promise<Outcome> {
  const decoded = decodeDiagram(bytes);
  if (decoded.refusal !== null) return { result: 'refused', reasons: [decoded.refusal], lost: [] };
  const opened = await openForeign(decoded.xml, 'corpus-file');
  if (opened.refusal !== null) return { result: 'refused', reasons: [opened.refusal], lost: [] };
  const before = countElements(decoded.xml);
  const saved = await savedByEditor(opened.xml);
  const gone = [opened.xml, saved].map((xml) => missing(before, countElements(xml)));
  const lost = gone.flatMap((names) => unnamed(names, opened));
  const asItComes = await problemsIn(opened.xml);
  if (asItComes.length === 0) return { result: 'as it comes', reasons: [], lost };
  const mended = await openForeign(decoded.xml, 'corpus-file', { topic: 'any-service' });
  const reasons = mended.refusal === null ? await problemsIn(mended.xml) : [mended.refusal];
  return { result: reasons.length === 0 ? 'with mends' : 'as a draft', reasons, lost };
}

async function problemsIn(xml: string): Promise<string[]> {
  const { problems } = await checkDefinition(xml, everything);
  return [...new Set(problems.map(({ message }) => kindOf(message)))];
}

interface Editor {
  fromXML(xml: string): Promise<{ rootElement: object }>;
  toXML(root: object, options: object): Promise<{ xml: string }>;
}

/** What is gone and stands by its name nowhere in the report. */
function unnamed(gone: ReadonlyMap<string, number>, opened: OpenedDiagram): string[] {
  const report = describeImport(opened, null);
  return [...gone].flatMap(([name, count]) =>
    new RegExp(`[<:]${name}>|${name} 引用`).test(report) ? [] : [`${name} × ${count}`],
  );
}

/** The editor reads and writes with the same library; what it can't write can't be saved. */
async function savedByEditor(xml: string): Promise<string> {
  const moddle = new BpmnModdle({ camunda }) as unknown as Editor;
  const { rootElement } = await moddle.fromXML(xml);
  return (await moddle.toXML(rootElement, { format: true })).xml;
}

/** The message without what is particular to the file. */
export function kindOf(message: string): string {
  return message
    .replace(/「[^」]*」/g, '「…」')
    .replace(/\d+/g, 'N')
    .replace(/[\w-]+:[\w-]+/g, '…:…');
}

function all(): ReadonlySet<string> {
  const set = new Set<string>();
  set.has = () => true;
  return set;
}
