import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  inclusionProof,
  leafHash,
  merkleRoot,
  rootOfProof,
} from '../../../../src/modules/audit/model/merkleTree.js';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 6962, 2.1, word for word: split at the largest power of two below the number of leaves. */
function treeHash(leaves: string[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.from([0]), Buffer.from(leaves[0] as string));
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

const leaves = (count: number) => Array.from({ length: count }, (_, index) => `leaf ${index}`);

describe('the Merkle tree', () => {
  test.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 33, 64, 100])('of %i leaves is that of RFC 6962', (count) => {
    const texts = leaves(count);
    expect(merkleRoot(texts.map(leafHash))).toBe(treeHash(texts).toString('hex'));
  });

  test('proves each leaf and nothing else', () => {
    for (const count of [1, 2, 3, 6, 17]) {
      const hashes = leaves(count).map(leafHash);
      for (const [index, hash] of hashes.entries()) {
        const proof = inclusionProof(hashes, index);
        expect(rootOfProof(hash, proof)).toBe(merkleRoot(hashes));
        expect(rootOfProof(leafHash('another'), proof)).not.toBe(merkleRoot(hashes));
      }
    }
  });
});
