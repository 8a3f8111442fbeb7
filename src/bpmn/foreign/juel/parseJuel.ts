import { defaultLimits } from '../../feel/index.js';
import { JuelProblem } from './JuelProblem.js';
import { readTokens, type Token } from './readTokens.js';
import type { BinaryOperator, Juel } from './tree.js';

/** Ranks of the operators between operands, the loosest first (Jakarta Expression Language 3.0, 1.14). */
const ranks: string[][] = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];
const constants = new Set(['true', 'false', 'null']);

/**
 * Reads an expression of JUEL without its `${…}` in one pass.
 * @throws {JuelProblem} for what is none, and for one that is larger or deeper than FEEL may be
 */
export function parseJuel(text: string): Juel {
  const { expressionSize } = defaultLimits;
  if (text.length > expressionSize) {
    throw new JuelProblem('tooLarge', `表达式超过 ${expressionSize} 个字符`);
  }
  return new Parser(readTokens(text)).whole();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  whole(): Juel {
    const juel = this.expression();
    if (this.token.kind !== 'end') this.fail();
    return juel;
  }

  private expression(): Juel {
    return this.within(() => {
      const condition = this.row(0);
      if (!this.take('?')) return condition;
      const yes = this.expression();
      this.expect(':');
      return { kind: 'choice', condition, yes, no: this.expression() };
    });
  }

  private row(rank: number): Juel {
    const operators = ranks[rank];
    if (!operators) return this.unary();
    const first = this.row(rank + 1);
    const rest: { operator: BinaryOperator; operand: Juel }[] = [];
    for (let sign = this.takeAny(operators); sign; sign = this.takeAny(operators)) {
      rest.push({ operator: sign as BinaryOperator, operand: this.row(rank + 1) });
    }
    return rest.length === 0 ? first : { kind: 'row', first, rest };
  }

  private unary(): Juel {
    const operator = this.takeAny(['!', '-', 'empty']) as '!' | '-' | 'empty' | null;
    if (!operator) return this.path();
    return this.within(() => ({ kind: 'unary', operator, operand: this.unary() }));
  }

  private path(): Juel {
    let juel = this.primary();
    const before = this.depth;
    for (let step = this.takeAny(['.', '[']); step; step = this.takeAny(['.', '['])) {
      this.deepen();
      juel = step === '.' ? this.member(juel) : { kind: 'index', of: juel, index: this.expression() };
      if (step === '[') this.expect(']');
    }
    this.depth = before;
    return juel;
  }

  private member(of: Juel): Juel {
    const { kind, value: name } = this.token;
    if (kind !== 'name') this.fail();
    this.at += 1;
    return this.take('(') ? { kind: 'call', of, name, values: this.values() } : { kind: 'member', of, name };
  }

  private primary(): Juel {
    const { kind, value } = this.token;
    if (this.take('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (kind === 'sign' || kind === 'end') this.fail();
    this.at += 1;
    if (kind === 'number') return { kind, text: value };
    if (kind === 'text') return { kind, value };
    if (constants.has(value)) return { kind: 'constant', name: value as 'true' | 'false' | 'null' };
    if (this.take('(')) return { kind: 'call', of: null, name: value, values: this.values() };
    return { kind: 'name', name: value };
  }

  /** What stands between the brackets of a call. */
  private values(): Juel[] {
    if (this.take(')')) return [];
    const values = [this.expression()];
    while (this.take(',')) values.push(this.expression());
    this.expect(')');
    return values;
  }

  private within(read: () => Juel): Juel {
    this.deepen();
    const juel = read();
    this.depth -= 1;
    return juel;
  }

  private deepen(): void {
    this.depth += 1;
    const { depth } = defaultLimits;
    if (this.depth > depth) throw new JuelProblem('tooLarge', `表达式嵌套超过 ${depth} 层`);
  }

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }

  private take(sign: string): boolean {
    return this.takeAny([sign]) !== null;
  }

  private takeAny(signs: string[]): string | null {
    const { kind, value } = this.token;
    if (kind !== 'sign' || !signs.includes(value)) return null;
    this.at += 1;
    return value;
  }

  private expect(sign: string): void {
    if (!this.take(sign)) this.fail();
  }

  private fail(): never {
    const { kind, value, at } = this.token;
    if (value === '=') throw new JuelProblem('noCounterpart', '赋值（=）');
    const found = kind === 'end' ? '表达式没有写完' : `第 ${at + 1} 个字符处的「${value}」读不懂`;
    throw new JuelProblem('unreadable', found);
  }
}
