import type { AspectChange, Aspects, DiagramFacts, Drawing, ElementChange, ElementFacts } from './types.js';

/**
 * What differs between two versions of a diagram, element by element: what is new or changed in the order of the newer file,
 * then what was taken out. An element is the same one when its id is.
 */
export function compareDiagrams(older: DiagramFacts, newer: DiagramFacts): ElementChange[] {
  const present = [...newer.values()].flatMap((element) => {
    const before = older.get(element.id);
    return before ? (changeOf(before, element) ?? []) : changeOfWhole(element, 'added');
  });
  const gone = [...older.values()].filter(({ id }) => !newer.has(id));
  return [...present, ...gone.map((element) => changeOfWhole(element, 'removed'))];
}

function changeOf(before: ElementFacts, after: ElementFacts): ElementChange | null {
  const changes = [...typeChange(before, after), ...aspectChanges(before.aspects, after.aspects)];
  const isMoved = isDrawnElsewhere(before.drawing, after.drawing);
  if (changes.length === 0 && !isMoved) return null;
  const kind = changes.length > 0 ? 'changed' : 'moved';
  return { ...identity(after), kind, isMoved, changes };
}

function changeOfWhole(element: ElementFacts, kind: 'added' | 'removed'): ElementChange {
  const { aspects } = element;
  const [older, newer] = kind === 'added' ? [new Map(), aspects] : [aspects, new Map()];
  return { ...identity(element), kind, isMoved: false, changes: aspectChanges(older, newer) };
}

function identity({ id, type, name, lane, aspects }: ElementFacts) {
  const [source, target] = [aspects.get('sourceRef'), aspects.get('targetRef')];
  return { id, type, name, lane, ends: source && target ? { source, target } : null };
}

function typeChange(before: ElementFacts, after: ElementFacts): AspectChange[] {
  return before.type === after.type ? [] : [{ aspect: 'type', from: before.type, to: after.type }];
}

function aspectChanges(older: Aspects, newer: Aspects): AspectChange[] {
  return [...new Set([...newer.keys(), ...older.keys()])].flatMap((aspect) => {
    const [from = null, to = null] = [older.get(aspect), newer.get(aspect)];
    return from === to ? [] : [{ aspect, from, to }];
  });
}

/** An element that only one version draws has not moved. */
function isDrawnElsewhere(before: Drawing | null, after: Drawing | null): boolean {
  if (before === null || after === null) return false;
  return JSON.stringify(before) !== JSON.stringify(after);
}
