import { InvalidForm } from '../../../../platform/errors.js';
import type { MessageField } from '../../read/messageReceivers.js';

/**
 * What a person typed as the data of a message; what was left empty is not brought.
 * @throws {InvalidForm} at the fields that hold no number
 */
export function readMessageData(
  fields: readonly MessageField[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const filled = fields.filter(({ name }) => (typed[name] ?? '').trim() !== '');
  const wrong = filled.filter(({ name, type }) => type === 'number' && !Number.isFinite(Number(typed[name])));
  if (wrong.length > 0)
    throw new InvalidForm(
      wrong.map(({ name, label }) => ({ path: `data.${name}`, message: `「${label}」应为数字。` })),
    );
  return Object.fromEntries(
    filled.map(({ name, type }) => {
      const text = (typed[name] as string).trim();
      if (type === 'number') return [name, Number(text)];
      return [name, type === 'boolean' ? text === 'true' : text];
    }),
  );
}
