import { typesHandedIn } from './expressions/declared.js';
import { evaluateFeel } from './expressions/evaluate.js';
import type { Definition } from './loadDefinition.js';
import type { Variables } from './types.js';

/** A called process that has ended, with the output mapping of its caller. */
export interface CallEnd {
  /** Target variable of the caller -> FEEL over the called ticket's data. */
  output: Record<string, string>;
  variables: Variables;
  definition: Definition;
  /** The call in the caller's diagram. */
  elementId: string;
}

/**
 * The variables that a called ticket hands back to its caller. Results that are null are left out, so they change nothing.
 * @throws {EngineError}
 */
export function evaluateCallOutput(
  caller: Definition,
  { output, variables, definition, elementId }: CallEnd,
  now: Date,
  zone: string,
): Variables {
  const wait = caller.model.activity(elementId)?.wait;
  const handedIn = wait?.kind === 'call' ? typesHandedIn(wait, caller.expressions, caller.types) : [];
  const surroundings = { now, zone, types: new Map([...handedIn, ...definition.types]) };
  const results = Object.entries(output).map(
    ([name, feel]) =>
      [name, evaluateFeel(caller.expressions.get(feel), variables, surroundings, elementId)] as const,
  );
  return Object.fromEntries(results.filter(([, value]) => value !== null));
}
