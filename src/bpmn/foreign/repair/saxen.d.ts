/** saxen ships no types. */
declare module 'saxen' {
  export class Parser {
    // biome-ignore lint/suspicious/noExplicitAny: each event has arguments of its own
    on(event: string, handler: (...args: any[]) => void): this;
    parse(xml: string): this;
    stop(): void;
  }
}
