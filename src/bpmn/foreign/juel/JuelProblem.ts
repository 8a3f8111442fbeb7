/**
 * Why an expression can't be translated: it is no JUEL, it is larger or deeper than expressions may be, it calls a method
 * of Java, or another part of it has no counterpart here.
 */
export type JuelFault = 'unreadable' | 'tooLarge' | 'javaMethod' | 'noCounterpart';

/** Stops a translation; the message is a Chinese clause that names the part. */
export class JuelProblem extends Error {
  constructor(
    readonly fault: JuelFault,
    message: string,
  ) {
    super(message);
    this.name = 'JuelProblem';
  }
}
