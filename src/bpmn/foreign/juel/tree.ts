/** Signs between operands, whichever way they were written (`eq` is `==`). */
export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

/** An expression of JUEL. Operands of one rank stand in a row, so that long expressions are no deep trees. */
export type Juel =
  | { kind: 'number'; text: string }
  | { kind: 'text'; value: string }
  | { kind: 'constant'; name: 'true' | 'false' | 'null' }
  | { kind: 'name'; name: string }
  | { kind: 'member'; of: Juel; name: string }
  | { kind: 'index'; of: Juel; index: Juel }
  /** A method of `of`, or a function where it is null. */
  | { kind: 'call'; of: Juel | null; name: string; values: Juel[] }
  | { kind: 'unary'; operator: '!' | '-' | 'empty'; operand: Juel }
  | { kind: 'row'; first: Juel; rest: { operator: BinaryOperator; operand: Juel }[] }
  | { kind: 'choice'; condition: Juel; yes: Juel; no: Juel };
