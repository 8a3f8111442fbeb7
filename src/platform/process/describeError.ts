/** Name, code and stack for the log. Cuts the SQL off the message of a database error, because it can quote customer data. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const code = (error as { code?: unknown }).code;
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const readable = code === undefined ? message : message.split(' - ').at(-1);
  return { name, code, message: readable, frames, ...(cause ? { cause: describeError(cause) } : {}) };
}
