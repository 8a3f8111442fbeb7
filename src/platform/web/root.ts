import { fileURLToPath } from 'node:url';

/** The project folder, seen from src/web as from dist/web. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
