import type { TestProject } from 'vitest/node';
import { buildOnce } from './buildOnce.js';
import './provided.js';

/** Pages need the built scripts and styles; a failed build fails the tests that start the application, not the others. */
export default async function globalBuild(project: TestProject): Promise<void> {
  const failure = await buildOnce(project.config.root).then(
    () => null,
    (error: Error) => error.message,
  );
  project.provide('buildFailure', failure);
}
