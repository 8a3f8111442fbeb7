import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installChromium } from '../browser/chromium.js';
import './provided.js';

/** Empties the folder of screenshots and makes a Chromium ready. */
export default async function globalBrowser(project: TestProject): Promise<void> {
  rmSync(join(project.config.root, 'test-results'), { recursive: true, force: true });
  project.provide('chromium', await installChromium());
}
