import { parseDiagram, writeDiagram } from './parseDiagram.js';

/** A diagram in which everything that needs an id has one: what is stored is drawn and traced by them. */
export async function withIds(xml: string): Promise<string> {
  const { context, numbered } = await parseDiagram(xml);
  return context && numbered.length > 0 ? writeDiagram(context) : xml;
}
