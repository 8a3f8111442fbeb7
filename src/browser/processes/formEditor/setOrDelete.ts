/** Sets a keyword, or deletes it when the value is empty. */
export function setOrDelete(target: object, key: string, value: unknown): void {
  const isEmpty = value === '' || value === undefined || value === false || Number.isNaN(value);
  if (isEmpty) delete (target as Record<string, unknown>)[key];
  else Object.assign(target, { [key]: value });
}
