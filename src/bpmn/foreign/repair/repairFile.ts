import { Names, unifyPrefixes } from './namespaces.js';
import { readTyped } from './readTyped.js';
import { type IdRepair, repairIds } from './repairIds.js';
import { everyElement, readXml, writeXml, type XmlElement, XmlFault } from './xmlTree.js';

/** Something of a file that was changed so that it can be read, or that could not be kept (`replacement` is null). */
export interface Repair {
  elementId: string | null;
  elementName: string | null;
  found: string;
  replacement: string | null;
}

export interface RepairedFile {
  xml: string;
  repairs: Repair[];
  /** The file as it is to be kept. */
  root: XmlElement | null;
}

/**
 * Makes a file of any tool readable: namespaces under one prefix each, legal ids with all references, everything where the
 * schema has it. The reader would leave out the rest without a word. A file that is so already stays as it came; what is no
 * XML or no diagram is left to the reader to refuse.
 */
export function repairFile(xml: string): RepairedFile {
  const read = readOrNull(xml);
  if (!read) return { xml, repairs: [], root: null };
  const { root, unread } = read;
  const before = writeXml(root);
  const unified = unifyPrefixes(root, new Names());
  const names = new Names();
  const file = readTyped(root, names);
  if (!file) return { xml, repairs: [], root: null };
  const ids = repairIds(file, names);
  const repairs = [
    ...unread.map((message) => repairAt(root, `读不懂的写法（${message}）`, null)),
    ...(unified ? [repairAt(root, '命名空间的前缀不统一', '已统一')] : []),
    ...file.misfits.map(({ owner, found, kept }) => repairAt(owner, found, kept)),
    ...ofIds(root, ids),
  ];
  const after = writeXml(root);
  return { xml: after === before && !unified ? xml : after, repairs, root };
}

function readOrNull(xml: string) {
  try {
    return readXml(xml);
  } catch (error) {
    if (error instanceof XmlFault) return null;
    throw error;
  }
}

function ofIds(root: XmlElement, { renamed, dangling }: IdRepair): Repair[] {
  const drawn = renamed.filter(({ isDrawing }) => isDrawing);
  return [
    ...renamed
      .filter(({ isDrawing }) => !isDrawing)
      .map(({ element, from, to }) => repairAt(element, `编号「${from}」`, to)),
    ...(drawn.length > 0 ? [repairAt(root, `图形的编号 ${drawn.length} 处`, '已改写')] : []),
    ...dangling.map(({ owner, property, id }) =>
      repairAt(owner, `${property} 引用的「${id}」不在文件里`, null),
    ),
  ];
}

/** At the nearest element that has an id. */
function repairAt(element: XmlElement, found: string, replacement: string | null): Repair {
  let owner = element;
  while (!owner.attributes.has('id') && owner.parent) owner = owner.parent;
  const { attributes } = owner;
  return {
    elementId: attributes.get('id') ?? null,
    elementName: attributes.get('name') ?? null,
    found,
    replacement,
  };
}

/** How often each kind of element stands in a tree, by its name with its namespace. */
function countKinds(root: XmlElement): Map<string, number> {
  const names = new Names();
  const counts = new Map<string, number>();
  for (const element of everyElement(root)) {
    const { uri, local } = names.of(element);
    const key = `${uri ?? ''} ${kindsOfWork.has(local) ? 'task' : local}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The import may change who does a task, and then what said how it was done by a program; both are told. */
const kindsOfWork = new Set([
  'task',
  'manualTask',
  'userTask',
  'scriptTask',
  'serviceTask',
  'sendTask',
  'businessRuleTask',
]);

/** Whatever stands in a file less often than before: the last guard against a loss that nothing else names. */
export function lostSince(before: XmlElement, xml: string): Repair[] {
  const { root } = readXml(xml);
  const after = countKinds(root);
  return [...countKinds(before)].flatMap(([key, count]) => {
    const missing = count - (after.get(key) ?? 0);
    return missing > 0 ? [repairAt(root, `<${key.slice(key.indexOf(' ') + 1)}> ${missing} 个`, null)] : [];
  });
}
