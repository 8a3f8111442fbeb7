import type { DefinitionElement } from '../../../bpmn/types.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';

/** The start events that a person fills in, in the order of the diagram; the first is offered without a choice. */
export function fillableStarts(elements: Iterable<DefinitionElement>): DefinitionElement[] {
  return [...elements].filter(
    ({ type, parentId, formKey }) => type === 'bpmn:StartEvent' && parentId === null && formKey !== null,
  );
}

/** What a draft of a start form is kept under; `startId` is null for the first start event. */
export function startScope(processKey: string, startId: string | null): string {
  return startId === null ? `start:${processKey}` : `start:${processKey}/${startId}`;
}

/** The process and the start event of a key that `startScope` made, without its `start:`. */
export function readStartKey(key: string): { processKey: string; startId: string | null } {
  const [processKey = '', startId = null] = key.split(/\/(.*)/s);
  return { processKey, startId };
}

/** Names of the data that an element takes over from a message or signal: its property `receives`. */
export function receivedNames(element: Pick<DefinitionElement, 'properties'> | undefined): string[] {
  return splitCommaList(element?.properties.receives);
}
