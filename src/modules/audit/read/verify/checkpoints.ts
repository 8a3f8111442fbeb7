import type { KeyObject } from 'node:crypto';
import { firstPreviousHash } from '../../../tickets/index.js';
import type { CheckpointHead, SealedCheckpoint } from '../../model/checkpoint.js';
import { hashCheckpoint, isSigned, keyIdOf, summarizeHeads } from '../../model/checkpoint.js';
import { latestHeads } from '../../model/sealedHeads.js';
import { checkpointFinding, type Finding, ticketFinding } from './finding.js';

/** Checks a series of checkpoints, from the database or from the folder: numbers, links, signatures and roots. */
export function checkpointFaults(
  row: readonly SealedCheckpoint[],
  publicKey: KeyObject | null,
  place: '数据库' | '检查点文件',
): Finding[] {
  const findings: Finding[] = [];
  const changed: CheckpointHead[] = [];
  let before = { number: 0, hash: firstPreviousHash };
  for (const { checkpoint, heads } of row) {
    const { number } = checkpoint;
    changed.push(...heads);
    const report = (text: string) => findings.push(checkpointFinding(number, `${place}中${text}`));
    const follows = number === before.number + 1 && checkpoint.previousHash === before.hash;
    if (!follows) report('与前一号检查点不相接，有检查点被删除或改动');
    const wrong = signatureFault(checkpoint, publicKey);
    if (wrong) report(wrong);
    const { ticketCount, eventCount, root } = summarizeHeads(latestHeads(changed));
    const isSame =
      root === checkpoint.root &&
      ticketCount === checkpoint.ticketCount &&
      eventCount === checkpoint.eventCount;
    if (!isSame) report('的根校验码与封存的各工单不符，封存记录被改动');
    before = { number, hash: hashCheckpoint(checkpoint) };
  }
  return findings;
}

function signatureFault(
  checkpoint: SealedCheckpoint['checkpoint'],
  publicKey: KeyObject | null,
): string | null {
  if (!publicKey) return '的签名无法验证：没有找到密钥文件';
  if (checkpoint.keyId !== keyIdOf(publicKey)) return '的签名用的不是本系统的密钥';
  return isSigned(checkpoint, publicKey) ? null : '的签名无效，检查点被改动';
}

/** Differences between the checkpoints in the database and their files. */
export function fileDifferences(
  stored: readonly SealedCheckpoint[],
  files: ReadonlyMap<number, SealedCheckpoint | null>,
): Finding[] {
  const known = new Map(stored.map((sealed) => [sealed.checkpoint.number, sealed]));
  const numbers = [...new Set([...known.keys(), ...files.keys()])].sort((one, other) => one - other);
  return numbers.flatMap((number) => {
    const [row, file] = [known.get(number), files.get(number)];
    if (file === undefined) return [checkpointFinding(number, '检查点文件缺失')];
    if (file === null) return [checkpointFinding(number, '检查点文件无法读取，内容被改动')];
    if (!row) return [checkpointFinding(number, '有检查点文件，数据库中却没有，被删除')];
    return sealDifferences(number, row, file);
  });
}

function sealDifferences(number: number, row: SealedCheckpoint, file: SealedCheckpoint): Finding[] {
  const isSame = hashCheckpoint(row.checkpoint) === hashCheckpoint(file.checkpoint);
  const heads = new Map(row.heads.map((head) => [head.ticketId, head]));
  const differing = file.heads.filter((sealed) => {
    const head = heads.get(sealed.ticketId);
    heads.delete(sealed.ticketId);
    return head?.headHash !== sealed.headHash || head.eventCount !== sealed.eventCount;
  });
  return [
    ...(isSame ? [] : [checkpointFinding(number, '数据库中的检查点与检查点文件不一致')]),
    ...[...differing, ...heads.values()].map((head) =>
      ticketFinding(
        head.number,
        head.eventCount,
        `数据库中第 ${number} 号检查点的封存记录与检查点文件不一致`,
      ),
    ),
  ];
}
