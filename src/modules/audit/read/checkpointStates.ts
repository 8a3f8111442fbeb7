import type { KeyObject } from 'node:crypto';
import type { Knex } from 'knex';
import { firstPreviousHash } from '../../tickets/index.js';
import type { Checkpoint } from '../model/checkpoint.js';
import { hashCheckpoint, isSigned, keyIdOf } from '../model/checkpoint.js';
import { readCheckpointFiles } from '../store/checkpointFiles.js';
import { selectCheckpoints } from '../store/checkpoints.js';

export interface CheckpointState extends Checkpoint {
  /** What is wrong with the checkpoint itself, in Chinese; `verifyDatabase` checks its root. */
  faults: string[];
}

/** All checkpoints, newest first, each checked by its signature, its link to the one before, and its file. */
export async function selectCheckpointStates(
  db: Knex,
  folder: string,
  publicKey: KeyObject | null,
): Promise<CheckpointState[]> {
  const files = await readCheckpointFiles(folder);
  let previousHash = firstPreviousHash;
  const states = (await selectCheckpoints(db)).map((checkpoint) => {
    const file = files.get(checkpoint.number);
    const hash = hashCheckpoint(checkpoint);
    const isOwn = publicKey !== null && checkpoint.keyId === keyIdOf(publicKey);
    const faults = [
      ...(isOwn && isSigned(checkpoint, publicKey) ? [] : ['签名无效']),
      ...(checkpoint.previousHash === previousHash ? [] : ['与前一号不相接']),
      ...(file && hashCheckpoint(file.checkpoint) === hash ? [] : ['检查点文件缺失或不一致']),
    ];
    previousHash = hash;
    return { ...checkpoint, faults };
  });
  return states.reverse();
}
