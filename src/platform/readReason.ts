import { InvalidForm } from './errors.js';

const maxReasonLength = 500;

/** A reason that a person typed, without the spaces around it. @throws {InvalidForm} at `path` without one, or with a long one */
export function readReason(typed: string, what: string, path = 'reason'): string {
  const reason = typed.trim();
  if (reason === '') throw new InvalidForm([{ path, message: `请填写${what}。` }]);
  if ([...reason].length > maxReasonLength)
    throw new InvalidForm([{ path, message: `${what}最多 ${maxReasonLength} 个字。` }]);
  return reason;
}
