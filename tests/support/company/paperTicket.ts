import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { PaperSample } from '../../../src/modules/papers/steps/paperCatalog.js';
import { insertForm } from '../../../src/modules/processes/store/formDefinitions.js';
import { selectLatestDefinition } from '../../../src/modules/processes/store/processDefinitions.js';
import { insertTicket } from '../../../src/modules/tickets/store/tickets.js';
import type { HttpPerson } from '../http/httpPerson.js';
import { uploadImage } from '../http/uploadImage.js';

const root = join(import.meta.dirname, '../../..');

const paperSample: PaperSample = JSON.parse(readFileSync(join(root, 'papers', 'sample.json'), 'utf8'));

/** Keys of the layouts that are delivered. */
export const paperKeys = readdirSync(join(root, 'papers'))
  .filter((name) => name.endsWith('.paper.json'))
  .map((name) => name.slice(0, -'.paper.json'.length));

export const paperText = (key: string) => readFileSync(join(root, 'papers', `${key}.paper.json`), 'utf8');

export const paperTitles: Record<string, string> = Object.fromEntries(
  paperKeys.map((key) => [key, JSON.parse(paperText(key)).title]),
);

/**
 * A ticket with every form that a paper is made of, filled in: no process has them all, so it is put into the database as
 * the commands would have left it. `person` uploads its signatures and photos.
 */
export async function ticketWithAllForms(db: Knex, person: HttpPerson): Promise<string> {
  const { definitionId, formIds } = await definitionWithForms(db);
  const engineer = await db('persons').where({ login: 'engineer' }).first('id');
  const submissions = [];
  for (const { formKey, data } of paperSample.submissions) {
    const stored = (await withImages(person, data)) as Record<string, unknown>;
    for (const name of personFields) if (name in stored) stored[name] = engineer.id;
    submissions.push({ formKey, data: stored });
  }
  const number = 'YL-20261123-0001';
  const variables = Object.assign({}, ...submissions.map(({ data }) => data));
  const ticketId = await insertTicket(db, {
    ...bareTicket,
    number,
    definitionId,
    title: '螺杆空压机异响',
    initiatorId: engineer.id,
    variables,
  });
  await db('form_submissions').insert(
    submissions.map(({ formKey, data }) => ({
      ticketId,
      taskId: null,
      formId: formIds.get(formKey),
      elementId: 'requestReceived',
      data: JSON.stringify(data),
      submittedBy: engineer.id,
      submittedAt: '2026-11-23T06:00:00.000Z',
    })),
  );
  await db('attachments').whereNull('ticketId').update({ ticketId });
  return number;
}

const personFields = ['engineer', 'repairEngineer', 'projectManager'];

const bareTicket = {
  processKey: 'remote-service',
  status: 'ended',
  category: 'B',
  customerId: null,
  productId: null,
  parentId: null,
  parentExecutionId: null,
  parentOutput: null,
  state: {} as never,
  revision: 0,
  eventCount: 0,
  headHash: '',
  requestKey: null,
  endElementId: null,
  startedAt: '2026-11-23T01:10:00.000Z',
  endedAt: '2026-11-23T08:30:00.000Z',
} as const;

async function definitionWithForms(db: Knex) {
  const { id: _, ...like } = await selectLatestDefinition(db, 'remote-service');
  const [row] = await db('process_definitions')
    .insert({ ...like, key: 'all-papers', version: 1, elements: JSON.stringify(like.elements) })
    .returning('id');
  const formIds = new Map<string, number>();
  for (const { formKey } of paperSample.submissions) {
    const schema = readFileSync(join(root, 'forms', `${formKey}.schema.json`), 'utf8');
    const version = 900;
    const form = {
      key: formKey,
      version,
      title: formKey,
      schema,
      contentHash: formKey,
      deployedAt: like.deployedAt,
    };
    const formId = await insertForm(db, form);
    formIds.set(formKey, formId);
    await db('definition_forms').insert({ definitionId: row.id, formKey, formId });
  }
  return { definitionId: row.id as number, formIds };
}

/** What the sample has only by name becomes a stored upload. */
async function withImages(person: HttpPerson, value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withImages(person, item)));
  if (value === null || typeof value !== 'object') return value;
  const { name } = value as { name?: unknown };
  if (typeof name === 'string' && Object.keys(value).length === 1 && /\.(png|jpe?g)$/.test(name)) {
    return uploadImage(person, name);
  }
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await withImages(person, item)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
