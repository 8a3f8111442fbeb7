import { inject } from 'vitest';
import './provided.js';

/** @throws {Error} with esbuild's words when dist/ could not be built for this run */
export function requireBuild(): void {
  const failure = inject('buildFailure');
  if (failure !== null) throw new Error(failure);
}
