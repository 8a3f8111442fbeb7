import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { securityHistory } from '../../../platform/access/securityLog.js';
import { leafHash, merkleRoot } from './merkleTree.js';

/** The end of one ticket's history at the moment of a checkpoint. */
export interface SealedHead {
  ticketId: number;
  number: string;
  eventCount: number;
  headHash: string;
}

/** What the signature of a checkpoint covers. */
export interface CheckpointBody {
  /** 1, 2, 3 … without a gap. */
  number: number;
  /** Day of the department. */
  day: string;
  sealedAt: string;
  ticketCount: number;
  eventCount: number;
  /** Merkle root over the heads of all tickets in the order of their ids. */
  root: string;
  /** Hash of the checkpoint before. */
  previousHash: string;
  /** SHA-256 of the public key. */
  keyId: string;
}

export interface Checkpoint extends CheckpointBody {
  /** Ed25519, hex. */
  signature: string;
}

/** The head of a ticket that was new or had grown when the checkpoint was sealed; earlier heads stay valid. */
export interface CheckpointHead extends SealedHead {
  /** Number of the checkpoint. */
  checkpoint: number;
}

export interface SealedCheckpoint {
  checkpoint: Checkpoint;
  /** Heads that are new since the checkpoint before. */
  heads: CheckpointHead[];
}

/** The hash of a head as a leaf of the Merkle tree. */
export function headLeaf({ ticketId, number, eventCount, headHash }: SealedHead): string {
  return leafHash(JSON.stringify([ticketId, number, eventCount, headHash]));
}

/**
 * Merkle root of all heads, and counts of the tickets; `heads` must hold the security log and all tickets in the order of their ids.
 */
export function summarizeHeads(
  heads: readonly SealedHead[],
): Pick<CheckpointBody, 'ticketCount' | 'eventCount' | 'root'> {
  const tickets = heads.filter(({ ticketId }) => ticketId !== securityHistory.ticketId);
  return {
    ticketCount: tickets.length,
    eventCount: tickets.reduce((sum, head) => sum + head.eventCount, 0),
    root: merkleRoot(heads.map(headLeaf)),
  };
}

/** The bytes that the signature and the hash cover. */
function signedBytes(body: CheckpointBody): Buffer {
  const { number, day, sealedAt, ticketCount, eventCount, root, previousHash, keyId } = body;
  const fields = [number, day, sealedAt, ticketCount, eventCount, root, previousHash, keyId];
  return Buffer.from(`serviceflow checkpoint 1\n${JSON.stringify(fields)}`, 'utf8');
}

/** SHA-256 in hex over a checkpoint without its signature. */
export function hashCheckpoint(body: CheckpointBody): string {
  return createHash('sha256').update(signedBytes(body)).digest('hex');
}

/** SHA-256 in hex over the DER form of a public key: how people compare keys. */
export function keyIdOf(publicKey: KeyObject): string {
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** Signs a checkpoint with the Ed25519 key and enters the id of the key. */
export function signCheckpoint(body: Omit<CheckpointBody, 'keyId'>, privateKey: KeyObject): Checkpoint {
  const complete = { ...body, keyId: keyIdOf(createPublicKey(privateKey)) };
  return { ...complete, signature: sign(null, signedBytes(complete), privateKey).toString('hex') };
}

/** Whether the signature was made over exactly this checkpoint with the key's private half. */
export function isSigned(checkpoint: Checkpoint, publicKey: KeyObject): boolean {
  return verify(null, signedBytes(checkpoint), publicKey, Buffer.from(checkpoint.signature, 'hex'));
}
