import { InvalidForm } from '../../../platform/errors.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { receivedNames } from '../model/eventElements.js';

type Data = Record<string, unknown>;

/** What an element takes over of a signal, which is for many at once. */
export function receivedOf(definition: DeployedDefinition, elementId: string, data: Data): Data {
  const names = receivedNames(definition.elements.get(elementId));
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));
}

/** Of a message, which is for one alone, nothing may get lost. @throws {InvalidForm} */
export function refuseUnreceived(definition: DeployedDefinition, elementId: string, data: Data): void {
  const names = receivedNames(definition.elements.get(elementId));
  const unknown = Object.keys(data).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  const place = definition.elements.get(elementId)?.name ?? elementId;
  throw new InvalidForm(
    unknown.map((name) => ({
      path: `data.${name}`,
      message: `消息带来的数据项 ${name} 不在环节「${place}」接收的数据之中，消息没有送达。`,
    })),
  );
}
