import { createHash } from 'node:crypto';

/** Prefixes of RFC 6962, so that a leaf can't be presented as a node. */
const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** Hash of one leaf, in hex as all hashes here. */
export function leafHash(content: string): string {
  return createHash('sha256').update(leafPrefix).update(content, 'utf8').digest('hex');
}

function nodeHash(left: string, right: string): string {
  return createHash('sha256')
    .update(nodePrefix)
    .update(Buffer.from(left, 'hex'))
    .update(Buffer.from(right, 'hex'))
    .digest('hex');
}

/** Merkle tree hash of the leaves' hashes (RFC 6962, 2.1); of none, the hash of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex');
  let level = [...leaves];
  while (level.length > 1) level = pairUp(level);
  return level[0] as string;
}

/** One level up: a node without a partner moves up unchanged, which gives the same tree as splitting at powers of two. */
function pairUp(level: readonly string[]): string[] {
  const above: string[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const [left, right] = [level[index] as string, level[index + 1]];
    above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}

/** One step from a leaf to the root: the sibling's hash and its side. */
export interface ProofStep {
  side: 'left' | 'right';
  hash: string;
}

/** The sibling hashes that lead from the leaf at `index` to the root. */
export function inclusionProof(leaves: readonly string[], index: number): ProofStep[] {
  const proof: ProofStep[] = [];
  let [level, at] = [[...leaves], index];
  while (level.length > 1) {
    const isRight = at % 2 === 1;
    const hash = level[isRight ? at - 1 : at + 1];
    if (hash !== undefined) proof.push({ side: isRight ? 'left' : 'right', hash });
    level = pairUp(level);
    at = Math.floor(at / 2);
  }
  return proof;
}

/** Computes the root from a leaf and its proof. */
export function rootOfProof(leaf: string, proof: readonly ProofStep[]): string {
  return proof.reduce(
    (hash, step) => (step.side === 'left' ? nodeHash(step.hash, hash) : nodeHash(hash, step.hash)),
    leaf,
  );
}
