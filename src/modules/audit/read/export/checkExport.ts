import { createPublicKey, type KeyObject } from 'node:crypto';
import { chainFaults } from '../../model/chainFaults.js';
import { headLeaf, isSigned, keyIdOf } from '../../model/checkpoint.js';
import { rootOfProof } from '../../model/merkleTree.js';
import { attachmentsOfEvent } from '../verify/attachments.js';
import { submissionFaults } from '../verify/submissions.js';
import { renderExport } from './renderExport.js';
import type { TicketExport } from './ticketExport.js';

export interface ExportCheck {
  data: TicketExport | null;
  /** Id of the key that signed the checkpoint, to be compared with the department's key. */
  keyId: string | null;
  faults: string[];
}

/**
 * Checks an exported file without a database: whether the report matches its data, every hash, and the proof.
 * @param trustedKey the department's public key; without it the key in the file is used, and a person must compare its id
 */
export function checkExport(html: string, trustedKey: KeyObject | null = null): ExportCheck {
  const json = /<script type="application\/json" id="serviceflow-export">([\s\S]*?)<\/script>/.exec(
    html,
  )?.[1];
  try {
    const data = JSON.parse(json ?? '') as TicketExport;
    const rendering = renderExport(data) === html ? [] : ['报告与其中的数据不一致，报告或数据被改动'];
    const { keyId, faults } = proofFaults(data, trustedKey);
    return { data, keyId, faults: [...rendering, ...contentFaults(data), ...faults] };
  } catch {
    return { data: null, keyId: null, faults: ['不是本系统导出的文件，或内容已损坏'] };
  }
}

function contentFaults({ ticket, events, submissions, attachments }: TicketExport): string[] {
  const files = new Map(attachments.map((file) => [file.id, file.sha256]));
  const isOwn = events.every((event) => event.ticketId === ticket.id);
  return [
    ...(isOwn ? [] : ['流转记录中有其他工单的记录']),
    ...chainFaults(events, ticket).map((fault) => fault.message),
    ...submissionFaults(ticket.number, events, submissions).map((finding) => finding.message),
    ...events.flatMap(({ seq, data }) =>
      attachmentsOfEvent(data)
        .filter(({ id, sha256 }) => files.get(id) !== sha256)
        .map(({ name }) => `第 ${seq} 条的附件「${name}」缺失或被改动`),
    ),
  ];
}

function proofFaults(
  { ticket, events, proof }: TicketExport,
  trustedKey: KeyObject | null,
): { keyId: string | null; faults: string[] } {
  if (!proof) return { keyId: null, faults: [] };
  const { checkpoint, head, path } = proof;
  const key = trustedKey ?? createPublicKey(proof.publicKey);
  const keyId = keyIdOf(key);
  const last = events.find((event) => event.seq === head.eventCount);
  const isHead = head.ticketId === ticket.id && head.number === ticket.number && last?.hash === head.headHash;
  const faults = [
    ...(isHead ? [] : ['流转记录与封存时的不符']),
    ...(rootOfProof(headLeaf(head), path) === checkpoint.root ? [] : ['工单不在所附的检查点之中']),
    ...(checkpoint.keyId === keyId ? [] : ['检查点不是用该密钥签名的']),
    ...(isSigned(checkpoint, key) ? [] : ['检查点的签名无效']),
  ];
  return { keyId, faults };
}
