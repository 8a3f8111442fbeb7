/** A kind of property that a widget shows by default; every part that is given must fit. */
export interface FieldKind {
  type?: string;
  format?: string;
  /** Has options, itself or in its items. */
  options?: true;
}

/**
 * The part of a property that decides its widget. The form editor in the browser asks about fields that nobody has
 * checked yet.
 */
export interface TypedField {
  type?: string | string[];
  format?: string;
  oneOf?: unknown;
  items?: { oneOf?: unknown };
}

interface Candidate {
  defaultFor?: readonly FieldKind[];
}

/** The widget of a property without a hint: by its options, else its format, else its type, else the first widget. */
export function defaultWidget<Known extends Candidate>(
  field: TypedField,
  widgets: readonly [Known, ...Known[]],
): Known {
  const find = (counts: (look: FieldKind) => boolean) =>
    widgets.find(({ defaultFor }) => defaultFor?.some((look) => counts(look) && fits(field, look)));
  return (
    find(({ options }) => options === true) ??
    find(({ format }) => format !== undefined) ??
    find(() => true) ??
    widgets[0]
  );
}

function fits(field: TypedField, { type, format, options }: FieldKind): boolean {
  const hasOptions = field.oneOf !== undefined || field.items?.oneOf !== undefined;
  return (
    (type === undefined || [field.type ?? []].flat().includes(type)) &&
    (format === undefined || field.format === format) &&
    (options === undefined || hasOptions)
  );
}
