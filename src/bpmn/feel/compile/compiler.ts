import type { Node, TypeNode } from '../parse/tree.js';
import type { FeelType } from '../values/types.js';
import type { Code } from './scope.js';

/** What the parts of the compiler ask of each other. */
export interface Compiler {
  compile(node: Node): Code;
  /** Lets a code that was not made by compile() be seen by whoever traces. */
  noted(node: Node, code: Code): Code;
  /** The type that is meant; null for a name that nobody knows. */
  type(node: TypeNode): FeelType | null;
}
