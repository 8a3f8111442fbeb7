import { executableProcesses, type KnownReferences, readDiagram } from '../diagram.js';
import { type ModdleElement, parseDiagram } from '../parseDiagram.js';
import { callMappingsOf, extensionsOf } from '../readModel.js';
import { fieldsOfDiagram } from './fieldsAt.js';
import { type KnownFields, untypedField } from './knownData.js';

/** What tickets of a diagram may know when they end; null for one that can't be read. */
export async function fieldsOfProcess(
  xml: string,
  known: Pick<KnownReferences, 'fieldsOf' | 'serviceResults'>,
): Promise<KnownFields | null> {
  const { context } = await parseDiagram(xml);
  const [process] = context ? executableProcesses(context) : [];
  return context && process ? fieldsOfDiagram(readDiagram(context, process), known) : null;
}

/**
 * What the result of a call can name: the called ticket's data, with what this call hands in, of which the called forms
 * may say nothing.
 * @param own what the caller knows at the call
 */
export function fieldsOfCall(call: ModdleElement, called: KnownFields, own: KnownFields): KnownFields {
  const handsInAll = extensionsOf(call, 'camunda:In').some(({ variables }) => variables === 'all');
  const names = [...(handsInAll ? own.keys() : []), ...Object.keys(callMappingsOf(call, 'camunda:In'))];
  const handedIn = names.map((name) => [name, untypedField(own.get(name)?.label ?? name)] as const);
  return new Map([...handedIn, ...called]);
}
