import { inject } from 'vitest';
import '../run/provided.js';

/** The Chromium of the global set-up as the server's PDF printer takes it. */
export function chromiumForServer(): { executablePath: string; env: Record<string, string> } {
  const { executablePath, env } = inject('chromium');
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]);
  return { executablePath, env: { ...Object.fromEntries(inherited), ...env } };
}
