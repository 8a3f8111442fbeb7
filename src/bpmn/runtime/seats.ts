import type { Blueprint } from '../model.js';

/**
 * A seat is where bpmn-elements works on one token at an element; it knows an activity by one id and runs it once at a
 * time. Each further token that comes while the others are under way gets a seat of its own (BPMN 2.0, 13.3.1). The
 * first seat has the id of the element, the others a number behind it; bpmn-moddle reads no id with `#`.
 */
const suffix = /#(\d+)$/;

export function seatId(elementId: string, number: number): string {
  return number === 1 ? elementId : `${elementId}#${number}`;
}

/** Id of the element that a seat belongs to. */
export function elementIdOf(seat: string): string {
  return seat.replace(suffix, '');
}

export function seatNumberOf(seat: string): number {
  return Number(suffix.exec(seat)?.[1] ?? 1);
}

/**
 * The blueprint of an element at a seat, or of a flow. The library takes a child for its own when it names its parent by
 * the id of that seat.
 * @param host the seat to which a boundary event is attached
 */
export function blueprintAt<Kind extends Blueprint>(
  blueprint: Kind,
  parentSeat = blueprint.parent.id,
  seat = blueprint.id,
  host: string | null = null,
): Kind {
  if (parentSeat === blueprint.parent.id && seat === blueprint.id) return blueprint;
  const { parent, behaviour } = blueprint;
  return {
    ...blueprint,
    id: seat,
    parent: { ...parent, id: parentSeat },
    behaviour: host === null ? behaviour : { ...behaviour, attachedTo: { id: host } },
  };
}
