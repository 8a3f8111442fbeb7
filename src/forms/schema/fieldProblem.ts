/** What is wrong with a form, in Chinese, and with which field of it. */
export class FieldProblem extends Error {
  constructor(
    /** `partsUsed.amount`; empty for the form as a whole. */
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** What messages call the place: the form, or a field with parts. */
export function placeText(path: string): string {
  return path === '' ? '表单' : `字段 ${path}`;
}

/** The path of a field beside others of one owner. */
export function pathIn(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}
