/** Name, code and where, for the log; the message of a database error can quote customer data, so its SQL part is cut off. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const readable = code === undefined ? message : message.split(' - ').at(-1);
  return { name, code, message: readable, frames, ...(cause ? { cause: describeError(cause) } : {}) };
}
