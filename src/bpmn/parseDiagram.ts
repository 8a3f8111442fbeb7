import { BpmnModdle } from 'bpmn-moddle';
import { isStorable } from '../platform/storableText.js';
import { engineOptions } from './engineOptions.js';
import type { DefinitionProblem } from './types.js';
import { whyTooLarge } from './whyTooLarge.js';

/** An attribute or kind of part as the schema describes it. */
export interface ModdleProperty {
  ns: { prefix: string; localName: string };
  isMany?: boolean;
  isReference?: boolean;
  isVirtual?: boolean;
  default?: unknown;
}

/** An element as bpmn-moddle reads it. */
export interface ModdleElement {
  $type: string;
  $attrs?: Record<string, string>;
  $parent?: ModdleElement;
  $descriptor: {
    /** True for elements of a schema that nobody described: their keys are all there is. */
    isGeneric?: boolean;
    properties: ModdleProperty[];
    propertiesByName: Record<string, ModdleProperty>;
  };
  id?: string;
  name?: string;
  [property: string]: unknown;
}

/** What bpmn-moddle returns and moddle-context-serializer takes. */
export interface ModdleContext {
  rootElement: ModdleElement;
  elementsById: Record<string, ModdleElement>;
  references: { property: string; id: string; element: ModdleElement }[];
  warnings: { message: string; element?: ModdleElement; property?: string; value?: unknown }[];
}

/** A diagram as it was read, with what is wrong with the file; null where it could not be read at all. */
export interface ParsedDiagram {
  context: ModdleContext | null;
  /** What has an id only now. */
  numbered: ModdleElement[];
  problems: DefinitionProblem[];
}

const maxBytes = 2 * 1024 * 1024;

/** Refusals that need no parser: what could make one read files, expand without end or misread characters. */
const hostilePatterns: [RegExp, string][] = [
  [/<!DOCTYPE/i, '流程图含有 DOCTYPE 声明，不予接受。'],
  [/<!ENTITY/i, '流程图含有实体声明（ENTITY），不予接受。'],
  [/<\?xml-stylesheet/i, '流程图引用了样式表，不予接受。'],
];

/**
 * Reads BPMN XML. Hostile text is refused before the parser sees it; moddle's warnings are problems, because it drops
 * what it doesn't understand. What may do without an id in a file gets one, the same each time.
 */
export async function parseDiagram(xml: string): Promise<ParsedDiagram> {
  const refusals = refuseHostile(xml);
  if (refusals.length > 0) return { context: null, numbered: [], problems: refusals };
  try {
    const context = (await new BpmnModdle(engineOptions.moddleOptions).fromXML(
      xml,
    )) as unknown as ModdleContext;
    const problems = context.warnings.filter(isLoss).map(problemOfWarning);
    return { context, numbered: giveMissingIds(context), problems };
  } catch (error) {
    return { context: null, numbered: [], problems: [general(whyUnreadable(error))] };
  }
}

/** The reader's own words are English; of them the line and what stands there are told. */
function whyUnreadable(error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const line = /\n\s*line: (\d+)/.exec(message)?.[1];
  if (line !== undefined)
    return `文件不是可读的 BPMN 2.0 流程图：第 ${Number(line) + 1} 行附近不是正确的 XML。`;
  return '文件不是可读的 BPMN 2.0 流程图：最外层不是 BPMN 的内容。';
}

/** Why a text must not reach a parser. */
export function refuseHostile(xml: string): DefinitionProblem[] {
  if (Buffer.byteLength(xml, 'utf8') > maxBytes) return [general('流程图文件超过 2 MB，不予接受。')];
  const problems = hostilePatterns
    .filter(([pattern]) => pattern.test(xml))
    .map(([, message]) => general(message));
  const encoding = /^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/i.exec(xml)?.[1];
  if (encoding && encoding.toUpperCase() !== 'UTF-8')
    problems.push(general(`流程图的编码是 ${encoding}，只接受 UTF-8。`));
  if (!isStorable(xml) || xml.includes('\uFFFD') || hasForbiddenReference(xml))
    problems.push(general('流程图含有无效的字符，请以 UTF-8 编码保存。'));
  if (problems.length > 0) return problems;
  const tooLarge = whyTooLarge(xml);
  return tooLarge === null ? [] : [general(tooLarge)];
}

/** An attribute that the schema does not have is kept among the element's others; the check of elements tells of it. */
function isLoss({ element, property }: ModdleContext['warnings'][number]): boolean {
  return property === undefined || !Object.hasOwn(element?.$attrs ?? {}, property);
}

/** The diagram as XML again. */
export async function writeDiagram({ rootElement }: ModdleContext): Promise<string> {
  const { $model } = rootElement as unknown as { $model: Writer };
  return (await $model.toXML(rootElement, { format: true })).xml;
}

/** A diagram in which everything that needs an id has one: what is stored is drawn and traced by them. */
export async function withIds(xml: string): Promise<string> {
  const { context, numbered } = await parseDiagram(xml);
  return context && numbered.length > 0 ? writeDiagram(context) : xml;
}

interface Writer {
  toXML(root: ModdleElement, options: { format: boolean }): Promise<{ xml: string }>;
}

/** A reference to a character that no XML may have (XML 1.0, 4.1 and 2.2) and no database can keep; the parser takes it. */
function hasForbiddenReference(xml: string): boolean {
  const isForbidden = (code: number) => code === 0 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff;
  return [...xml.matchAll(/&#(?:x([0-9a-f]+)|(\d+));/gi)].some(([, hex, decimal]) =>
    isForbidden(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}

function problemOfWarning(warning: ModdleContext['warnings'][number]): DefinitionProblem {
  const { element, property, value, message } = warning;
  // moddle says which id it is nowhere else
  const duplicate = /duplicate ID <(.*)>/.exec(message)?.[1];
  const reason = duplicate
    ? `元素 id「${duplicate}」重复。`
    : property
      ? `引用「${String(value)}」（${property}）在图中不存在。`
      : `有读不懂的内容${contentIn(message)}。`;
  return { elementId: element?.id ?? duplicate ?? null, elementName: element?.name ?? null, message: reason };
}

/** What the reader could not read, as far as it names a part of the file. */
function contentIn(message: string): string {
  const found = /<[^>\n]{1,80}>/.exec(message)?.[0];
  return found ? `：${found}` : '';
}

function general(message: string): DefinitionProblem {
  return { elementId: null, elementName: null, message };
}

/** What tickets, checks and drawings know by its id; the schema lets all of it do without (BPMN 2.0, 8.2.1). */
const neededIds = [
  'FlowElement',
  'Artifact',
  'Lane',
  'LaneSet',
  'Participant',
  'MessageFlow',
  'RootElement',
].map((type) => `bpmn:${type}`);

/** Numbers what has no id, in the order of the file; returns what it numbered. */
function giveMissingIds(context: ModdleContext): ModdleElement[] {
  const numbered: ModdleElement[] = [];
  const counts = new Map<string, number>();
  const open: ModdleElement[] = [context.rootElement];
  for (let element = open.pop(); element; element = open.pop()) {
    if (!element.id && isNeeded(element)) {
      element.id = nextId(element, counts, context.elementsById);
      context.elementsById[element.id] = element;
      numbered.push(element);
    }
    open.push(...partsOf(element).reverse());
  }
  return numbered;
}

function nextId(
  { $type }: ModdleElement,
  counts: Map<string, number>,
  taken: Record<string, unknown>,
): string {
  const type = $type.charAt(5).toLowerCase() + $type.slice(6);
  let count = counts.get(type) ?? 0;
  do count += 1;
  while (Object.hasOwn(taken, `${type}_${count}`));
  counts.set(type, count);
  return `${type}_${count}`;
}

function isNeeded(element: ModdleElement): boolean {
  if (!element.$type.startsWith('bpmn:') || !element.$parent) return false;
  const { $instanceOf } = element as { $instanceOf?: (type: string) => boolean };
  const isOwnEvent =
    element.$type.endsWith('EventDefinition') && element.$parent.$type !== 'bpmn:Definitions';
  return !isOwnEvent && neededIds.some((type) => $instanceOf?.call(element, type));
}

/** Of the model, not of its drawing. */
function partsOf(element: ModdleElement): ModdleElement[] {
  return Object.entries(element)
    .filter(([key]) => !key.startsWith('$') && key !== 'diagrams')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is ModdleElement => value?.$parent === element);
}
