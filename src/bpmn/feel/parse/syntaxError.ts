/** A text that is no FEEL expression, with the place where it stops being one. */
export class FeelSyntaxError extends Error {
  constructor(
    readonly text: string,
    readonly from: number,
    readonly to: number,
  ) {
    super(`Not a FEEL expression at ${from}: ${text.slice(from, from + 20) || 'end of text'}`);
    this.name = 'FeelSyntaxError';
  }
}
