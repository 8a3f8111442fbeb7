import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { TypeResolver } from 'moddle-context-serializer';
import { stockTypes } from './runtime/bpmnElements.js';
import { elementTypes } from './runtime/elementTypes.js';

/** Options of bpmn-engine by which it reads a diagram: Camunda's attributes, and our element types before its own. */
export const engineOptions = {
  moddleOptions: { camunda },
  typeResolver: (types: Record<string, unknown>) => {
    for (const type of ['DataObject', 'DataStoreReference']) types[`bpmn:${type}`] = stockTypes.Dummy;
    Object.assign(types, elementTypes);
  },
};

/** Attaches to an element the constructor that executes it, as an Engine with `engineOptions` does. */
export const resolveType = TypeResolver(stockTypes, engineOptions.typeResolver);
