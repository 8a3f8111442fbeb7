import { fileURLToPath } from 'node:url';

/** The project folder, seen from src/platform/web as from dist/platform/web. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));
