import { join } from 'node:path';
import { supervise } from '../platform/process/supervise.js';

supervise(join(import.meta.dirname, 'main.js'));
