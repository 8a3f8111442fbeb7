import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDatabase } from '../../src/modules/audit/read/verify/verifyDatabase.js';
import { readPublicKey } from '../../src/modules/audit/steps/signingKey.js';
import { createDefinitionCache } from '../../src/modules/processes/steps/definitionCache.js';
import { selectExpressionChanges } from '../../src/modules/tickets/read/expressionChanges.js';
import { serviceDescriptions } from '../../src/modules/tickets/services/descriptions.js';
import { connect } from '../../src/platform/db/connect.js';
import { migrate } from '../../src/platform/db/migrate.js';
import { findTicket } from '../../src/scenarios/acts/findTicket.js';
import { runStep } from '../../src/scenarios/acts/runStep.js';
import { createCompanySite } from '../../src/scenarios/sites/companySite.js';
import type { FormExample, ScenarioStep } from '../../src/scenarios/types.js';
import { replayDifferences } from '../support/databases/replayDifferences.js';

/** Tickets that were under way, with what they have still before them (see before/README.md). */
interface Continuations {
  moment: string;
  continuations: { process: string; ticket: string; end: string; steps: ScenarioStep[] }[];
  examples: Record<string, FormExample[]>;
}

const before = join(import.meta.dirname, 'before');
const told: Continuations = JSON.parse(readFileSync(join(before, 'continuations.json'), 'utf8'));
const definitions = createDefinitionCache();
const settings = { timeZone: 'Asia/Shanghai' };
let folder: string;
let file: string;
let db: Knex;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'serviceflow-before-'));
  for (const beside of ['attachments', 'checkpoints'])
    cpSync(join(before, beside), join(folder, beside), { recursive: true });
  file = join(folder, 'before.db');
  writeFileSync(file, gunzipSync(readFileSync(join(before, 'database.db.gz'))));
  db = connect(`sqlite:${file}`);
  await migrate(db);
});
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

const verified = (of: Knex) =>
  verifyDatabase({
    db: of,
    attachmentFolder: join(folder, 'attachments'),
    checkpointFolder: join(folder, 'checkpoints'),
    publicKey: readPublicKey(join(before, 'audit-key.pem')),
  });

describe('a database of the version before', () => {
  test('opens, its seals verify, its commands run again to the same, and no expression answers otherwise', async () => {
    expect(await verified(db)).toMatchObject({ tickets: 7, checkpoints: 1, findings: [] });
    expect(await replayDifferences({ db, definitions, settings: { ...settings, baseUrl: '' } })).toEqual([]);
    const results = new Map(serviceDescriptions.map(({ id, results: names }) => [id, names]));
    const now = new Date(told.moment);
    const found = await selectExpressionChanges({ db, definitions, settings, now, results });
    expect(found).toEqual({ changes: [], versions: 5, tickets: 6 });
  });

  test.each(told.continuations)(
    'its ticket $ticket goes on to its end',
    async ({ process, ticket, end, steps }) => {
      const copy = join(folder, `${ticket}.db`);
      await db.raw('pragma wal_checkpoint(truncate)');
      copyFileSync(file, copy);
      const own = connect(`sqlite:${copy}`);
      const site = createCompanySite({ db: own, dataFolder: folder, definitions });
      try {
        site.runtime.clock.set(new Date(told.moment));
        const { id } = await own('tickets').where({ number: ticket }).first('id');
        const examples = new Map(Object.entries(told.examples));
        const course = { site, examples, processKey: process, ticketId: id };
        for (const step of steps) {
          const { passed, found } = await runStep(course, step);
          expect({ step: step.act, passed, found }).toMatchObject({ passed: true });
        }
        expect(await findTicket(own, id, undefined)).toMatchObject({ status: 'ended', endElementId: end });
        expect(await replayDifferences(site.runtime)).toEqual([]);
        expect((await verified(own)).findings).toEqual([]);
      } finally {
        await site.close();
        await own.destroy();
      }
    },
  );
});
