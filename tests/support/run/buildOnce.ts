import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const key = Symbol.for('serviceflow.build');
const shared = globalThis as { [key]?: Promise<unknown> };

/** Builds dist/ once in a test run, however many projects ask: each loads its own copy of this module. */
export async function buildOnce(root: string): Promise<void> {
  shared[key] ??= promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root });
  await shared[key];
}
