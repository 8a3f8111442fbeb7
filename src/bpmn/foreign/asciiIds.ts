/** Attributes that hold ids. */
const idAttributes =
  /(\s(?:id|sourceRef|targetRef|attachedToRef|default|bpmnElement|processRef|messageRef|errorRef|dataObjectRef|dataStoreRef|calledElement|structureRef|itemSubjectRef|labelStyle)\s*=\s*)(["'])([^"']*)\2/g;
/** Elements that hold one. */
const idTexts = /(<(?:[\w-]+:)?(?:incoming|outgoing|flowNodeRef|sourceRef|targetRef)>\s*)([^<]*?)(\s*<)/g;

/**
 * Ids in other letters than the parser takes (such as Chinese ones) get numbers in their places, wherever they stand.
 * Names are left alone.
 */
export function asciiIds(xml: string): string {
  const known = new Map<string, string>();
  const plain = (id: string) => {
    if (/^[\x20-\x7e]*$/.test(id)) return id;
    const found = known.get(id) ?? `id-${known.size + 1}`;
    known.set(id, found);
    return found;
  };
  if (!/\sid\s*=\s*["'][^"']*[^\x20-\x7e"'][^"']*["']/.test(xml)) return xml;
  return xml
    .replace(
      idAttributes,
      (_all, before: string, quote: string, id: string) => `${before}${quote}${plain(id)}${quote}`,
    )
    .replace(idTexts, (_all, before: string, id: string, after: string) => `${before}${plain(id)}${after}`);
}
