import {
  anyType,
  compile,
  type FeelType,
  type KnownNames,
  typeByName,
  type Value,
} from '../../../src/bpmn/feel/index.js';
import { child, children, type Element } from './xml.js';

/** The types of a model's item definitions, in whatever order they stand. */
export class ModelTypes extends Map<string, FeelType> {
  constructor(private readonly definitions: ReadonlyMap<string, Element>) {
    super();
    for (const name of definitions.keys()) this.byName(name);
  }

  byName(ref: string | null): FeelType {
    const name = ref?.trim().replace(/^feel:/, '') ?? '';
    const known = this.get(name);
    if (known) return known;
    const definition = this.definitions.get(name);
    if (!definition) return typeByName(name, new Map()) ?? anyType;
    // A type may name itself: it is known before it is read.
    const type = {} as FeelType;
    this.set(name, type);
    return Object.assign(type, this.read(definition));
  }

  private read(definition: Element): FeelType {
    const functionItem = child(definition, 'functionItem');
    const components = children(definition, 'itemComponent');
    let type: FeelType = this.byName(child(definition, 'typeRef')?.text ?? null);
    if (functionItem) type = this.readFunction(functionItem);
    else if (components.length > 0) {
      const entries = components.map((part) => [part.attributes.name ?? '', this.read(part)] as const);
      type = { kind: 'context', entries: new Map(entries) };
    }
    type = restricted(type, child(child(definition, 'allowedValues'), 'text')?.text);
    if (definition.attributes.isCollection === 'true') type = { kind: 'list', of: type };
    return restricted(type, child(child(definition, 'typeConstraint'), 'text')?.text);
  }

  private readFunction(item: Element): FeelType {
    return {
      kind: 'function',
      parameters: children(item, 'parameters').map(({ attributes }) =>
        this.byName(attributes.typeRef ?? null),
      ),
      result: this.byName(item.attributes.outputTypeRef ?? null),
    };
  }
}

function restricted(base: FeelType, tests: string | undefined): FeelType {
  if (!tests) return base;
  const compiled = compile(tests, { kind: 'unaryTests' });
  return {
    kind: 'restricted',
    base,
    allows: (value) => compiled.evaluate({}, { input: value as Value }).value === true,
  };
}

/** A type may hold itself; no path is longer than this. */
const maxDepth = 5;

/** Names that the parser is told, with the names below them. */
export function namesOf(type: FeelType, depth = 0): KnownNames | null {
  if (type.kind === 'restricted') return namesOf(type.base, depth);
  if (type.kind === 'list') return namesOf(type.of, depth);
  if (type.kind !== 'context' || depth > maxDepth) return null;
  return Object.fromEntries([...type.entries].map(([name, of]) => [name, namesOf(of, depth + 1)]));
}
