import { afterAll } from 'vitest';
import { openResources } from './resources.js';

// After-hooks run in the reverse order of registration, so this one sees what the test file's own hooks left.
afterAll(() => {
  const leaked = openResources();
  if (leaked.length > 0) throw new Error(`the test file left open: ${leaked.join(', ')}`);
});
