type Properties = Readonly<Record<string, string>>;

/**
 * How a signer of a 会签 voted: whether the field named by the diagram's `voteField` has the value that means yes,
 * `voteFor` (without one: true). Null when the task is no vote.
 */
export function voteOf(properties: Properties, data: Readonly<Record<string, unknown>>): boolean | null {
  const { voteField, voteFor } = properties;
  if (voteField === undefined) return null;
  const value = data[voteField];
  return voteFor === undefined ? value === true : String(value ?? '') === voteFor;
}
