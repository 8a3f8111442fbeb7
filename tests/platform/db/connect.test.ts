import { expect, test } from 'vitest';
import { refuseOldNode } from '../../../src/platform/db/connect.js';

test('a Node.js that the SQLite driver cannot be loaded into is refused in words', () => {
  expect(() => refuseOldNode('20.20.2')).toThrow('ServiceFlow needs Node.js 22 or newer; this is 20.20.2');
  expect(() => refuseOldNode('22.0.0')).not.toThrow();
  expect(() => refuseOldNode(process.versions.node)).not.toThrow();
});
