import { processKeyPattern } from '../checks/checkProcess.js';
import { childrenOf, modelElements } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';
import { modelOf } from './translation.js';

export type Tell = (found: string, replacement: string, at?: ModdleElement) => void;

const untypedTasks = new Set(['bpmn:Task', 'bpmn:ManualTask']);

/** Chooses the process that is to run: the one marked so or, where none or several are, the largest. */
export function chooseProcess(root: ModdleElement, processKey: string | null, tell: Tell): void {
  const processes = childrenOf(root).filter(({ $type }) => $type === 'bpmn:Process');
  const marked = processes.filter(({ isExecutable }) => isExecutable === true);
  const [chosen] = [...(marked.length > 0 ? marked : processes)].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (!chosen) return;
  if (marked.length !== 1) {
    for (const process of processes) process.isExecutable = process === chosen;
    const found = `文件里有 ${processes.length} 个流程，其中 ${marked.length} 个标为可执行`;
    tell(found, '最大的一个标为可执行，其他的只作说明', chosen);
  }
  if (!chosen.name?.trim()) nameProcess(root, chosen, tell);
  if (processKey && chosen.id !== processKey) {
    vacate(root, processKey, tell);
    tell(`流程编号 ${chosen.id}`, processKey, chosen);
    chosen.id = processKey;
  } else if (!processKeyPattern.test(chosen.id ?? '')) respellKey(root, chosen, tell);
}

function nameProcess(root: ModdleElement, process: ModdleElement, tell: Tell): void {
  const participants = childrenOf(root).flatMap((one) => childrenOf(one));
  const pool = participants.find((one) => one.$type === 'bpmn:Participant' && one.processRef === process);
  const name = pool?.name?.trim() || root.name?.trim();
  if (!name) return;
  process.name = name;
  tell('流程没有名称', name, process);
}

/** What has the key for its id gets another one; references are written by it. */
function vacate(root: ModdleElement, key: string, tell: Tell): void {
  const elements = modelElements(root);
  const taken = new Set(elements.map(({ id }) => id));
  for (const element of elements.filter(({ id }) => id === key)) {
    let count = 2;
    while (taken.has(`${key}_${count}`)) count += 1;
    element.id = `${key}_${count}`;
    taken.add(element.id);
    tell(`编号「${key}」`, element.id, element);
  }
}

/** Where the id already spells a key, only in other letters. */
function respellKey(root: ModdleElement, process: ModdleElement, tell: Tell): void {
  const words = (process.id ?? '').replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  const key = words.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '');
  if (!processKeyPattern.test(key)) return;
  vacate(root, key, tell);
  tell(`流程编号 ${process.id}`, key, process);
  process.id = key;
}

/** Drawing tools leave tasks without a type; here people do them. */
export function typeTasks(elements: ModdleElement[], tell: Tell): void {
  for (const element of elements.filter(({ $type }) => untypedTasks.has($type))) {
    const task = changeType(element, 'bpmn:UserTask');
    tell(element.$type === 'bpmn:Task' ? '未指定类型的任务' : '手工任务', '用户任务', task);
  }
}

/** The element as one of another type, in its place. References are written by id, so only the holder changes. */
export function changeType(element: ModdleElement, type: string): ModdleElement {
  const changed = modelOf(element).create(type, {});
  const { $type: _, $attrs, $parent, ...properties } = Object.getOwnPropertyDescriptors(element);
  Object.defineProperties(changed, properties);
  changed.$parent = element.$parent;
  Object.assign(changed.$attrs ?? {}, element.$attrs);
  for (const child of childrenOf(element)) child.$parent = changed;
  const siblings = element.$parent?.flowElements as ModdleElement[];
  siblings.splice(siblings.indexOf(element), 1, changed);
  return changed;
}

function sizeOf(process: ModdleElement): number {
  return childrenOf(process).length;
}
