/** Splits the comma list of a `camunda:property`; empty without one. */
export function splitCommaList(property: string | undefined): string[] {
  return (property ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}
