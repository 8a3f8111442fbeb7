import type { ModdleElement } from '../parseDiagram.js';

export type Vendor = 'camunda7' | 'zeebe' | 'flowable' | 'activiti' | 'jbpm' | 'other';

/** Namespaces of other engines, whose words mean something when a process runs; without scheme and `www`. */
const engineNamespaces: Record<string, Vendor> = {
  'camunda.org/schema/1.0/bpmn': 'camunda7',
  'camunda.org/schema/zeebe/1.0': 'zeebe',
  'flowable.org/bpmn': 'flowable',
  'flowable.org/design': 'flowable',
  'activiti.org/bpmn': 'activiti',
  'activiti.com/modeler': 'activiti',
  'jboss.org/drools': 'jbpm',
};

/** Tools, by what stands in their files. */
const toolPatterns: [RegExp, string][] = [
  [/camunda\.org\/schema\/zeebe/i, 'Camunda 8'],
  [/flowable\.(org|com)/i, 'Flowable'],
  [/activiti\.(org|com)/i, 'Activiti'],
  [/drools|jbpm/i, 'jBPM'],
  [/signavio/i, 'Signavio'],
  [/bonita/i, 'Bonita'],
  [/yaoqiang/i, 'Yaoqiang BPMN Editor'],
  [/adonis|boc-group|boc-eu/i, 'ADONIS'],
  [/bizagi/i, 'Bizagi Modeler'],
  [/aris|softwareag/i, 'ARIS'],
  [/visio/i, 'Visio'],
  [/camunda/i, 'Camunda Modeler'],
  [/bpmn\.io|bpmn-js/i, 'bpmn.io'],
];

/** The tool that wrote a file, as far as the file says so. */
export function toolOf(root: ModdleElement): string | null {
  const attributes = root.$attrs ?? {};
  const exporter = String(root.exporter ?? attributes.exporter ?? '');
  const texts = [...Object.values(attributes), exporter, String(root.targetNamespace ?? '')].join(' ');
  return toolPatterns.find(([pattern]) => pattern.test(texts))?.[1] ?? (exporter || null);
}

export interface ForeignName {
  vendor: Vendor;
  local: string;
}

/** What a qualified name in the file stands for, null for one without a foreign namespace. */
export function foreignName(element: ModdleElement, qualified: string): ForeignName | null {
  const [prefix, local] = qualified.split(':');
  if (!prefix || local === undefined || prefix === 'xmlns' || prefix === 'xsi' || prefix === 'bpmn')
    return null;
  return {
    vendor:
      engineNamespaces[namespaceOf(element, prefix)?.replace(/^https?:\/\/(www\.)?/, '') ?? ''] ?? 'other',
    local,
  };
}

/** The attributes of other engines at an element, by name; those of the first engine found. */
export function engineAttributes(element: ModdleElement): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [qualified, value] of Object.entries(element.$attrs ?? {})) {
    const name = foreignName(element, qualified);
    if (name && name.vendor !== 'other') found[name.local] ??= value;
  }
  return found;
}

/** Extension elements of other engines by one name. */
export function engineExtensions(element: ModdleElement, local: string): ModdleElement[] {
  const extension = element.extensionElements as { values?: ModdleElement[] } | undefined;
  return (extension?.values ?? []).filter((value) => {
    const name = foreignName(value, value.$type);
    return name !== null && name.vendor !== 'other' && name.vendor !== 'camunda7' && name.local === local;
  });
}

function namespaceOf(element: ModdleElement, prefix: string): string | null {
  for (let one: ModdleElement | undefined = element; one; one = one.$parent) {
    const namespace = one.$attrs?.[`xmlns:${prefix}`];
    if (namespace) return namespace;
  }
  return null;
}
