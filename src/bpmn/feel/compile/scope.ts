import { normalizeName } from '../parse/strings.js';
import { fromJson } from '../values/json.js';
import { isContext, type Value } from '../values/value.js';
import type { Run } from './run.js';

/** Where names are looked up; undefined means that nobody knows the name. */
export interface Scope {
  readonly run: Run;
  lookup(name: string): Value | undefined;
}

/** A node compiled. */
export type Code = (scope: Scope) => Value;

/** Variables as the caller has them: values of FEEL, or of JSON, which are converted when they are first asked for. */
export type Variables = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

/** Variables that are values of FEEL already: taken as they are, so that the caller knows again what it gets back. */
export class FeelValues extends Map<string, Value> {}

export class RootScope implements Scope {
  private readonly converted = new Map<string, Value>();
  private byNormalName: Map<string, string> | null = null;

  constructor(
    readonly run: Run,
    private readonly variables: Variables,
  ) {}

  lookup(name: string): Value | undefined {
    const known = this.converted.get(name);
    if (known !== undefined) return known;
    const raw = this.raw(name) ?? this.rawByNormalName(name);
    if (raw === undefined) return this.has(name) ? null : undefined;
    const value = this.variables instanceof FeelValues ? (raw as Value) : fromJson(raw, this.run.budget);
    this.converted.set(name, value);
    return value;
  }

  private raw(name: string): unknown {
    const { variables } = this;
    if (variables instanceof Map) return variables.get(name);
    return Object.hasOwn(variables, name) ? (variables as Record<string, unknown>)[name] : undefined;
  }

  private has(name: string): boolean {
    const { variables } = this;
    return variables instanceof Map ? variables.has(name) : Object.hasOwn(variables, name);
  }

  /** `a - b` in the caller's data is `a-b` in the tree. */
  private rawByNormalName(name: string): unknown {
    if (!/[^\p{L}\p{N}_]/u.test(name)) return undefined;
    if (!this.byNormalName) {
      const { variables } = this;
      const keys = variables instanceof Map ? [...variables.keys()] : Object.keys(variables);
      this.byNormalName = new Map(keys.map((key) => [normalizeName(key), key]));
    }
    const key = this.byNormalName.get(name);
    return key === undefined ? undefined : this.raw(key);
  }
}

/** One more name. */
export class LocalScope implements Scope {
  readonly run: Run;

  constructor(
    private readonly parent: Scope,
    private readonly name: string,
    private readonly value: Value,
  ) {
    this.run = parent.run;
  }

  lookup(name: string): Value | undefined {
    return name === this.name ? this.value : this.parent.lookup(name);
  }
}

/** Several more names: entries of a context, parameters of a function. */
export class NamesScope implements Scope {
  readonly run: Run;

  constructor(
    private readonly parent: Scope,
    private readonly names: ReadonlyMap<string, Value>,
  ) {
    this.run = parent.run;
  }

  lookup(name: string): Value | undefined {
    const value = this.names.get(name);
    return value === undefined ? this.parent.lookup(name) : value;
  }
}

/** Inside a filter: the entries of the item, then `item`, then what is around (10.3.2.5). */
export class ItemScope implements Scope {
  readonly run: Run;

  constructor(
    private readonly parent: Scope,
    private readonly item: Value,
  ) {
    this.run = parent.run;
  }

  lookup(name: string): Value | undefined {
    const own = isContext(this.item) ? this.item.get(name) : undefined;
    if (own !== undefined) return own;
    return name === 'item' ? this.item : this.parent.lookup(name);
  }
}
