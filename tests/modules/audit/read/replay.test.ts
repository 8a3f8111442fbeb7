import { join } from 'node:path';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJobHandlers } from '../../../../src/app/handlers.js';
import { runDueJob } from '../../../../src/jobs/worker/runDueJob.js';
import { replayTicket } from '../../../../src/modules/audit/read/replay/replayTicket.js';
import { deployFolder } from '../../../../src/modules/processes/steps/deployFolder.js';
import { cancelTicket } from '../../../../src/modules/tickets/commands/cancelTicket.js';
import { failJob } from '../../../../src/modules/tickets/commands/failJob.js';
import { startTicket } from '../../../../src/modules/tickets/commands/startTicket.js';
import { serviceDescriptions } from '../../../../src/modules/tickets/services/descriptions.js';
import { services } from '../../../../src/modules/tickets/services/index.js';
import { arrange, perform, startRequest } from '../../../support/company/remoteService.js';
import { replayDifferences } from '../../../support/databases/replayDifferences.js';
import { forgeHistory, ticketIdOf } from '../support/forge.js';
import { createSealedHistory, type SealedHistory } from '../support/sealedHistory.js';

let history: SealedHistory;
let [ended, open] = ['', ''];
beforeAll(async () => {
  history = await createSealedHistory();
  [ended, open] = history.numbers;
});
afterAll(() => history.remove());

class Outcome extends Error {
  constructor(readonly messages: string[]) {
    super('rolled back');
  }
}

/** What running a ticket again shows after the change, which is then taken back. */
async function differencesAfter(number: string, change: (tx: Knex, id: number) => Promise<unknown>) {
  const attempt = history.db.transaction(async (tx) => {
    const id = await ticketIdOf(tx, number);
    await change(tx, id);
    const { differences } = await replayTicket({ ...history.department.runtime, db: tx }, id);
    throw new Outcome(differences.map(({ seq, message }) => `${seq}: ${message}`));
  });
  return attempt.then(
    () => [],
    (error) => {
      if (error instanceof Outcome) return error.messages;
      throw error;
    },
  );
}

test('untouched tickets come out as stored', async () => {
  expect(await replayDifferences(history.department.runtime)).toEqual([]);
});

/** The state as it was stored before states had a format. */
const withoutFormat = async (tx: Knex, id: number) => {
  const { state } = await tx('tickets').where({ id }).first('state');
  const { format, ...rest } = JSON.parse(state);
  expect(format).toBe(2);
  await tx('tickets')
    .where({ id })
    .update({ state: JSON.stringify(rest) });
};

test('tickets whose state is of an older format come out as stored, and go on', async () => {
  expect(await differencesAfter(ended, withoutFormat)).toEqual([]);
  expect(await differencesAfter(open, withoutFormat)).toEqual([]);
  const { department, db } = history;
  const { id } = await startRequest(department);
  await withoutFormat(db, id);
  await arrange(department, id);
  expect(JSON.parse((await db('tickets').where({ id }).first('state')).state).format).toBe(2);
  expect((await replayTicket(department.runtime, id)).differences).toEqual([]);
});

describe('a difference is found', () => {
  const json = (value: unknown) => JSON.stringify(value);

  test('in the data', async () => {
    const found = await differencesAfter(ended, async (tx, id) => {
      const { variables } = await tx('tickets').where({ id }).first('variables');
      await tx('tickets')
        .where({ id })
        .update({ variables: json({ ...JSON.parse(variables), hours: 99 }) });
    });
    expect(found).toEqual(['null: 数据「hours」与重算不符']);
  });

  test('in the state, the end and the time of the end', async () => {
    expect(
      await differencesAfter(open, (tx, id) => tx('tickets').where({ id }).update({ state: '{}' })),
    ).toEqual(['null: 流程状态与重算不符']);
    expect(
      await differencesAfter(open, (tx, id) =>
        tx('tickets').where({ id }).update({ state: '{"format":99}' }),
      ),
    ).toEqual(['null: 流程状态与重算不符']);
    for (const change of [{ status: 'active' }, { endElementId: 'answeredInTime' }, { endedAt: null }]) {
      const found = await differencesAfter(ended, (tx, id) => tx('tickets').where({ id }).update(change));
      expect(found).toEqual([expect.stringContaining('结束情况与重算不符')]);
    }
  });

  test('in tasks and timers', async () => {
    const elementId = 'remoteGuidance';
    expect(
      await differencesAfter(open, (tx, ticketId) =>
        tx('tasks').where({ ticketId, elementId }).update({ status: 'cancelled' }),
      ),
    ).toEqual([expect.stringContaining('任务「远程指导服务」')]);
    expect(
      await differencesAfter(ended, (tx, ticketId) =>
        tx('tasks').where({ ticketId, elementId }).update({ status: 'claimed' }),
      ),
    ).toEqual([expect.stringContaining('任务「远程指导服务」')]);
    for (const holder of [{ assigneeId: 1 }, { status: 'ready', assigneeId: null }, { ownerId: 1 }]) {
      const found = await differencesAfter(open, (tx, ticketId) =>
        tx('tasks').where({ ticketId, elementId }).update(holder),
      );
      expect(found).toEqual([expect.stringContaining('办理人与流转记录不符')]);
    }
    expect(
      await differencesAfter(open, (tx, ticketId) =>
        tx('jobs').where({ ticketId, kind: 'fireTimer', status: 'ready' }).update({ status: 'cancelled' }),
      ),
    ).toEqual([expect.stringContaining('缺少计时作业')]);
  });

  test('in the path of the tokens, although all hashes fit', async () => {
    const dropped = await differencesAfter(ended, (tx) =>
      forgeHistory(tx, ended, (events) => events.filter((event) => event.seq !== 3)),
    );
    expect(dropped).toContainEqual(expect.stringContaining('流转与重算不符'));
    const noTask = await differencesAfter(ended, (tx) =>
      forgeHistory(tx, ended, (events) => {
        const first = events.findIndex((event) => event.type === 'task.created');
        return events.filter((_, index) => index !== first);
      }),
    );
    expect(noTask).toContainEqual(expect.stringContaining('记录中缺少 task.created'));
  });

  test('between the data and the form, although all hashes fit', async () => {
    const found = await differencesAfter(ended, (tx) =>
      forgeHistory(tx, ended, (events) =>
        events.map((event) => {
          if (event.type !== 'task.completed' || event.elementId !== 'remoteGuidance') return event;
          const text = JSON.stringify(event.data).replace('热继电器整定值偏低', '人为操作不当');
          return { ...event, data: JSON.parse(text) };
        }),
      ),
    );
    expect(found).toContainEqual(expect.stringContaining('工单数据与所提交的表单不符'));
  });
});

describe('tickets that call others', () => {
  const folder = join(import.meta.dirname, '../../tickets/web/relatedTickets');
  const log = pino({ level: 'silent' });

  async function call(): Promise<{ id: number; number: string; called: number }> {
    const { department, db } = history;
    const hr = await department.person('hr');
    const departments = [{ department: '销售部', person: hr.id }, { department: '采购部' }];
    const { number } = await department.as('desk', startTicket, {
      processKey: 'caller',
      data: { title: '查明原因', otherProcess: 'callee', departments },
      requestKey: crypto.randomUUID(),
    });
    const transport = { send: async () => 'stored' as const, close: () => {} };
    const seal = { privateKey: history.privateKey, folder: '', mailTo: null };
    const handlers = createJobHandlers(department.runtime, transport, services, seal, {
      processes: folder,
      forms: folder,
      exports: folder,
      attachments: folder,
      incoming: folder,
    });
    while (await runDueJob(department.runtime, handlers, failJob, log));
    const id = await ticketIdOf(db, number);
    const [, called] = await db('tickets').where({ parentId: id }).orderBy('id');
    return { id, number, called: called.id };
  }

  test('come out as stored: ended, cancelled with them, and answered by a cancelled one', async () => {
    const { department, db } = history;
    await deployFolder(department.runtime, { processes: folder, forms: folder }, serviceDescriptions);
    const [one, two, three] = [await call(), await call(), await call()];
    const [{ elementId }] = await db('tasks').where({ ticketId: one.called });
    await perform(department, one.called, elementId, 'warehouse', { remark: '已查明' });
    const reason = '不再需要';
    await department.as('manager', cancelTicket, { number: two.number, reason, children: 'cancel' });
    const { number } = await db('tickets').where({ id: three.called }).first('number');
    await department.as('manager', cancelTicket, { number, reason, children: 'cancel' });
    expect(await replayDifferences(department.runtime)).toEqual([]);
    const found = await differencesAfter(one.number, (tx) =>
      tx('tickets').where({ id: one.called }).update({ status: 'cancelled' }),
    );
    expect(found).toEqual([expect.stringContaining('的结果与记录不符')]);
  });
});
