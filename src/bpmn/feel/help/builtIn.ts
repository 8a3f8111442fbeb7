/** What a built-in function is for, for those who write expressions. */
export interface BuiltInHelp {
  name: string;
  /** One line of Chinese. */
  meaning: string;
  /** A call, and an expression of its value. */
  example: string;
  value: string;
}

export interface BuiltInGroup {
  title: string;
  functions: BuiltInHelp[];
}

type Row = [name: string, meaning: string, example: string, value: string];

/** Rows of a table as the functions of a group. */
export function group(title: string, rows: Row[]): BuiltInGroup {
  return {
    title,
    functions: rows.map(([name, meaning, example, value]) => ({ name, meaning, example, value })),
  };
}
