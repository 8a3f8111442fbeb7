/** What a property without a widget hint must look like to be shown by a widget; all that is named must fit. */
export interface StandsFor {
  type?: string;
  format?: string;
  /** Has options, itself or in its items. */
  options?: true;
}

/** As much of a property as tells its widget; the browser's form editor asks about fields that nobody checked yet. */
export interface TypedField {
  type?: string | string[];
  format?: string;
  oneOf?: unknown;
  items?: { oneOf?: unknown };
}

interface Candidate {
  standsFor?: readonly StandsFor[];
}

/** The widget for a property without a hint: options tell more than the format, the format more than the type; else the first. */
export function plainestWidget<Known extends Candidate>(
  field: TypedField,
  widgets: readonly [Known, ...Known[]],
): Known {
  const find = (counts: (look: StandsFor) => boolean) =>
    widgets.find(({ standsFor }) => standsFor?.some((look) => counts(look) && fits(field, look)));
  return (
    find(({ options }) => options === true) ??
    find(({ format }) => format !== undefined) ??
    find(() => true) ??
    widgets[0]
  );
}

function fits(field: TypedField, { type, format, options }: StandsFor): boolean {
  const hasOptions = field.oneOf !== undefined || field.items?.oneOf !== undefined;
  return (
    (type === undefined || [field.type ?? []].flat().includes(type)) &&
    (format === undefined || field.format === format) &&
    (options === undefined || hasOptions)
  );
}
