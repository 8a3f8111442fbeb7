import type { DefinitionElement } from '../../../bpmn/types.js';
import { listOf } from '../../../platform/propertyList.js';

/** Names of the data that an element takes over from a message or signal: its property `receives`. */
export function receivedNames(element: Pick<DefinitionElement, 'properties'> | undefined): string[] {
  return listOf(element?.properties.receives);
}
