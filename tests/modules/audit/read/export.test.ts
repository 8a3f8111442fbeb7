import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExport } from '../../../../src/modules/audit/read/export/buildExport.js';
import { checkExport } from '../../../../src/modules/audit/read/export/checkExport.js';
import { renderExport } from '../../../../src/modules/audit/read/export/renderExport.js';
import type { TicketExport } from '../../../../src/modules/audit/read/export/ticketExport.js';
import { createSealedHistory, type SealedHistory } from '../support/sealedHistory.js';

let history: SealedHistory;
let data: TicketExport;
beforeAll(async () => {
  history = await createSealedHistory();
  data = await exportOf(history.numbers[0]);
});
afterAll(() => history.remove());

const publicKey = () => createPublicKey(history.privateKey);

const exportOf = (number: string) =>
  buildExport(history.db, number, {
    exportedAt: history.department.clock.now(),
    exportedBy: '冯洁',
    timeZone: 'Asia/Shanghai',
    publicKey: publicKey(),
  });

test('an exported ticket proves itself, also one with later events or one newer than the checkpoint', async () => {
  const check = checkExport(renderExport(data), publicKey());
  expect(check).toMatchObject({ faults: [], keyId: data.proof?.checkpoint.keyId });
  const [grown, fresh] = [await exportOf(history.numbers[1]), await exportOf(history.numbers[2])];
  expect(grown.proof?.head.eventCount).toBeLessThan(grown.events.length);
  expect(fresh.proof).toBeNull();
  for (const one of [grown, fresh]) expect(checkExport(renderExport(one)).faults).toEqual([]);
  expect(renderExport(grown)).toContain('条尚未封存');
});

describe('a changed export is refused', () => {
  const changed = (change: (copy: TicketExport) => void) => {
    const copy = structuredClone(data);
    change(copy);
    return checkExport(renderExport(copy), publicKey()).faults;
  };

  test.each<[string, (copy: TicketExport) => void, string]>([
    ['an event', (copy) => Object.assign(copy.events[4]!, { actorName: '他人' }), '第 5 条的内容'],
    ['an event left out', (copy) => copy.events.splice(4, 1), '第 5 条缺失'],
    ['the end cut off', (copy) => copy.events.pop(), '末尾被截去'],
    ['a form', (copy) => Object.assign(copy.submissions[0]!.data, { symptom: '无' }), '内容被改动'],
    ['a form left out', (copy) => copy.submissions.pop(), '表单缺失'],
    ['a file', (copy) => Object.assign(copy.attachments[0]!, { sha256: '0'.repeat(64) }), '附件「铭牌.pdf」'],
    ['the head', (copy) => Object.assign(copy.proof!.head, { eventCount: 3 }), '与封存时的不符'],
    ['the path', (copy) => copy.proof!.path.pop(), '不在所附的检查点之中'],
    ['the checkpoint', (copy) => Object.assign(copy.proof!.checkpoint, { day: '2020-01-01' }), '签名无效'],
  ])('with %s', (_what, change, message) => {
    expect(changed(change)).toContainEqual(expect.stringContaining(message));
  });

  test('with a report that differs from its data', () => {
    const html = renderExport(data).replace('王晓燕', '他人');
    expect(checkExport(html).faults).toEqual([expect.stringContaining('报告与其中的数据不一致')]);
  });

  test('with another key, and a file that is no export', () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(checkExport(renderExport(data), other).faults).toContain('检查点不是用该密钥签名的');
    expect(checkExport('<html></html>').faults).toEqual([expect.stringContaining('不是本系统导出的文件')]);
  });
});

test('no typed text becomes markup', () => {
  const copy = structuredClone(data);
  copy.ticket.title = '<script>alert(1)</script>';
  copy.submissions[0]!.data.symptom = '</script><img src=x onerror=alert(1)>';
  const html = renderExport(copy);
  expect(html).not.toMatch(/<img|<script>alert/);
  expect(html.match(/<\/script>/g)).toHaveLength(1);
});
