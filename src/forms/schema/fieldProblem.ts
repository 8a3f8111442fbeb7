/** An error of a form definition, in Chinese, and the field that it is about. */
export class FieldProblem extends Error {
  constructor(
    /** `partsUsed.amount`; empty for the form as a whole. */
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** The name of a place in messages: the form, or a field with parts. */
export function placeText(path: string): string {
  return path === '' ? '表单' : `字段 ${path}`;
}

/** The path of a field of an owner. */
export function pathIn(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}
