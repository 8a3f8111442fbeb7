import { generateKeyPairSync } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signCheckpoint } from '../../../../src/modules/audit/model/checkpoint.js';
import { findingText } from '../../../../src/modules/audit/read/verify/finding.js';
import { attachmentPath } from '../../../../src/platform/files/storeAttachment.js';
import { deleteTicket, forgeHistory, ticketIdOf } from '../support/forge.js';
import { createSealedHistory, type SealedHistory } from '../support/sealedHistory.js';

let history: SealedHistory;
let [ended, open, unsealed] = ['', '', ''];
beforeAll(async () => {
  history = await createSealedHistory();
  [ended, open, unsealed] = history.numbers;
});
afterAll(() => history.remove());

const textsAfter = async (change: (tx: Knex) => Promise<unknown>) =>
  (await history.findingsAfter(change)).map(findingText);

/** Changes the row of one event without making its hash anew. */
const changeEvent = (number: string, seq: number, change: Record<string, unknown>) => async (tx: Knex) => {
  const ticketId = await ticketIdOf(tx, number);
  expect(await tx('audit_events').where({ ticketId, seq }).update(change)).toBe(1);
};

test('an untouched history has no faults', async () => {
  const { findings, tickets, checkpoints, events } = await history.verify();
  expect(findings).toEqual([]);
  expect({ tickets, checkpoints }).toEqual({ tickets: 3, checkpoints: 2 });
  expect(events).toBe(Number((await history.db('audit_events').count({ count: '*' }).first())?.count));
});

describe('one event', () => {
  const changed = '第 3 条的内容、人员、时间或顺序被改动';

  test.each([
    ['text', { data: JSON.stringify({ name: '别的内容' }) }],
    ['actor', { actorName: '他人' }],
    ['actor id', { actorId: 2 }],
    ['time', { at: '2026-11-23T00:00:00.000Z' }],
    ['type', { type: 'task.released' }],
    ['place', { elementId: 'feedback' }],
  ])('with another %s is found', async (_what, change) => {
    expect(await textsAfter(changeEvent(ended, 3, change))).toEqual([
      expect.stringContaining(`工单 ${ended}：${changed}`),
    ]);
  });

  test('that no longer is JSON is found', async () => {
    const found = await textsAfter(changeEvent(open, 2, { data: 'x' }));
    expect(found).toEqual([`工单 ${open}：有记录或表单的内容无法读取，被改动`]);
  });

  test('deleted is found', async () => {
    const found = await textsAfter(async (tx) =>
      tx('audit_events')
        .where({ ticketId: await ticketIdOf(tx, ended), seq: 4 })
        .delete(),
    );
    expect(found).toContain(`工单 ${ended}：第 4 条缺失，被删除`);
  });

  test('inserted is found', async () => {
    const found = await textsAfter(async (tx) => {
      const ticketId = await ticketIdOf(tx, unsealed);
      const last = await tx('audit_events').where({ ticketId }).orderBy('seq', 'desc').first();
      await tx('audit_events').insert({ ...last, seq: last.seq + 1, previousHash: last.hash });
    });
    expect(found).toContainEqual(expect.stringContaining(`工单 ${unsealed}：末尾多出记录`));
  });

  test('inserted in the middle with the others moved on is found', async () => {
    const found = await textsAfter(async (tx) => {
      const ticketId = await ticketIdOf(tx, ended);
      const events = await tx('audit_events').where({ ticketId }).orderBy('seq', 'desc');
      for (const { seq } of events.filter((event) => event.seq > 5))
        await tx('audit_events')
          .where({ ticketId, seq })
          .update({ seq: seq + 1 });
      await tx('audit_events').insert({ ...events.at(-5), seq: 6 });
    });
    expect(found[0]).toContain(`工单 ${ended}：第 6 条`);
  });

  test('in another order is found', async () => {
    const found = await textsAfter(async (tx) => {
      const ticketId = await ticketIdOf(tx, ended);
      const move = (from: number, to: number) =>
        tx('audit_events').where({ ticketId, seq: from }).update({ seq: to });
      await move(5, 9999);
      await move(6, 5);
      await move(9999, 6);
    });
    expect(found).toContainEqual(expect.stringContaining(`工单 ${ended}：第 5 条`));
    expect(found).toContainEqual(expect.stringContaining(`工单 ${ended}：第 6 条`));
  });
});

describe('an end cut off', () => {
  test('is found', async () => {
    const found = await textsAfter(async (tx) =>
      tx('audit_events')
        .where({ ticketId: await ticketIdOf(tx, unsealed) })
        .where('seq', '>', 3)
        .delete(),
    );
    expect(found).toEqual([expect.stringContaining(`工单 ${unsealed}：末尾被截去`)]);
  });

  test('is found by the checkpoint when the end stored on the ticket was changed too', async () => {
    const found = await textsAfter((tx) => forgeHistory(tx, ended, (events) => events.slice(0, -1)));
    expect(found).toContainEqual(expect.stringMatching(`工单 ${ended}：第 2 号检查点封存时有 \\d+ 条记录`));
  });
});

describe('recomputed hashes', () => {
  test('from the middle on, with the end of the ticket, are found by the next checkpoint', async () => {
    const found = await textsAfter((tx) =>
      forgeHistory(tx, ended, (events) =>
        events.map((event) => (event.seq === 12 ? { ...event, actorName: '他人' } : event)),
      ),
    );
    expect(found).toEqual([
      expect.stringMatching(`工单 ${ended}：第 \\d+–\\d+ 条之中有记录在第 \\d 号检查点封存之后被改动`),
    ]);
  });

  test('and the sealed end in the database changed too are found by root and file', async () => {
    const found = await textsAfter(async (tx) => {
      await forgeHistory(tx, ended, (events) =>
        events.map((event) => (event.seq === 12 ? { ...event, actorName: '他人' } : event)),
      );
      const ticketId = await ticketIdOf(tx, ended);
      for (const head of await tx('checkpoint_heads').where({ ticketId })) {
        const { checkpoint, eventCount } = head;
        const { hash } = await tx('audit_events').where({ ticketId, seq: eventCount }).first();
        await tx('checkpoint_heads').where({ ticketId, checkpoint }).update({ headHash: hash });
      }
    });
    expect(found).toContainEqual(expect.stringContaining('号检查点：数据库中的根校验码与封存的各工单不符'));
    expect(found).toContainEqual(
      expect.stringMatching(`工单 ${ended}：数据库中第 \\d 号检查点的封存记录与检查点文件不一致`),
    );
  });
});

describe('a whole ticket removed', () => {
  test('after a checkpoint is found by it', async () => {
    const found = await textsAfter((tx) => deleteTicket(tx, open));
    expect(found).toEqual([expect.stringContaining(`工单 ${open}：整张工单被删除：第`)]);
  });

  test('also from the checkpoints is found', async () => {
    const found = await textsAfter(async (tx) => {
      await tx('checkpoint_heads')
        .where({ ticketId: await ticketIdOf(tx, open) })
        .delete();
      await deleteTicket(tx, open);
    });
    expect(found).toContainEqual(expect.stringContaining('的根校验码与封存的各工单不符'));
    expect(found).toContainEqual(expect.stringContaining(`工单 ${open}：整张工单被删除`));
  });

  test('before any checkpoint is found by its number', async () => {
    const found = await textsAfter((tx) => deleteTicket(tx, unsealed));
    expect(found).toEqual([`工单 ${unsealed}：整张工单被删除：号码已发出，工单不存在`]);
  });

  test('is not reported of a ticket that was numbered with other digits', async () => {
    const found = await textsAfter((tx) =>
      tx('tickets')
        .where({ number: unsealed })
        .update({ number: unsealed.replace(/\d{4}$/, '00$&') }),
    );
    expect(found).toEqual([]);
  });

  test('is reported by a number without a date where the numbers have none', async () => {
    const found = await textsAfter((tx) => tx('ticket_sequences').insert({ prefix: 'ZZ', day: '', last: 1 }));
    expect(found).toEqual(['工单 ZZ-0001：整张工单被删除：号码已发出，工单不存在']);
  });
});

describe('what was submitted', () => {
  test('and changed is found', async () => {
    const found = await textsAfter(async (tx) => {
      const where = { ticketId: await ticketIdOf(tx, ended), elementId: 'remoteGuidance' };
      const { data } = await tx('form_submissions').where(where).first('data');
      await tx('form_submissions')
        .where(where)
        .update({ data: data.replace('整定', '更换') });
    });
    expect(found).toEqual([expect.stringContaining('所提交的表单（remoteGuidance）内容被改动')]);
  });

  test('and deleted, or put in afterwards, is found', async () => {
    const found = await textsAfter(async (tx) => {
      const where = { ticketId: await ticketIdOf(tx, ended), elementId: 'feedback' };
      const { id, ...row } = await tx('form_submissions').where(where).first();
      await tx('form_submissions').where({ id }).delete();
      await tx('form_submissions').insert(row);
    });
    expect(found).toContainEqual(expect.stringContaining('所提交的表单缺失'));
    expect(found).toContainEqual(`工单 ${ended}：多出一份没有流转记录的表单（feedback）`);
  });

  test('as a file is found when the file changes or is gone', async () => {
    const path = attachmentPath(history.folders.attachmentFolder, history.attachment.sha256);
    const content = await readFile(path);
    await writeFile(path, 'another content');
    expect(await textsAfter(async () => {})).toEqual([
      expect.stringContaining(`工单 ${ended}：第 1 条的附件「铭牌.pdf」的文件内容被改动`),
    ]);
    await rename(path, `${path}.away`);
    expect(await textsAfter(async () => {})).toEqual([expect.stringContaining('的文件缺失')]);
    await writeFile(path, content);
    expect(await textsAfter(async () => {})).toEqual([]);
  });

  test('as a file is found when its row changes', async () => {
    const { id } = history.attachment;
    const found = await textsAfter((tx) =>
      tx('attachments')
        .where({ id })
        .update({ sha256: 'f'.repeat(64) }),
    );
    expect(found).toEqual([expect.stringContaining('的登记缺失或被改动')]);
  });
});

describe('a checkpoint', () => {
  test('changed is found', async () => {
    const found = await textsAfter((tx) => tx('checkpoints').where({ number: 1 }).update({ eventCount: 1 }));
    expect(found).toContain('第 1 号检查点：数据库中的签名无效，检查点被改动');
    expect(found).toContain('第 2 号检查点：数据库中与前一号检查点不相接，有检查点被删除或改动');
  });

  test('signed with another key is found', async () => {
    const found = await textsAfter(async (tx) => {
      const { keyId: _, signature: __, ...body } = await tx('checkpoints').where({ number: 2 }).first();
      const forged = signCheckpoint(body, generateKeyPairSync('ed25519').privateKey);
      await tx('checkpoints').where({ number: 2 }).update(forged);
    });
    expect(found).toContain('第 2 号检查点：数据库中的签名用的不是本系统的密钥');
  });

  test.each([1, 2])('number %i deleted is found', async (number) => {
    const found = await textsAfter(async (tx) => {
      await tx('checkpoint_heads').where({ checkpoint: number }).delete();
      await tx('checkpoints').where({ number }).delete();
    });
    expect(found).toContain(`第 ${number} 号检查点：有检查点文件，数据库中却没有，被删除`);
  });

  test('whose file is gone or changed is found', async () => {
    const path = join(history.folders.checkpointFolder, '000001-2026-11-23.json');
    const content = await readFile(path, 'utf8');
    await writeFile(path, content.replace(/"headHash": "./, '"headHash": "g'));
    const found = (await history.verify()).findings.map(findingText);
    expect(found).toContain('第 1 号检查点：检查点文件中的根校验码与封存的各工单不符，封存记录被改动');
    await rename(path, `${path}.away`);
    expect((await history.verify()).findings.map(findingText)).toContain('第 1 号检查点：检查点文件缺失');
    await writeFile(path, content);
    expect((await history.verify()).findings).toEqual([]);
  });
});
