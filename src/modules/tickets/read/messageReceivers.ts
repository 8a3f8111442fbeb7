import type { Knex } from 'knex';
import { triggersOf } from '../../../bpmn/triggers.js';
import { NotFound } from '../../../platform/errors.js';
import {
  type DefinitionCache,
  type DeployedDefinition,
  selectLatestDefinitionIds,
} from '../../processes/index.js';
import { receivedNames } from '../model/eventElements.js';
import { selectWaitingMessages } from '../store/eventSubscriptions.js';

/** Something that takes a message: a wait of a ticket, or a start event of a process. */
export interface MessageReceiver {
  /** Of a wait; null for a start. */
  subscriptionId: number | null;
  name: string;
  correlationKey: string | null;
  ticket: { number: string; title: string } | null;
  processKey: string;
  processName: string;
  elementId: string;
  elementName: string;
  fields: MessageField[];
}

/** One item of data that a message may bring. */
export interface MessageField {
  name: string;
  label: string;
  type: 'text' | 'number' | 'boolean';
}

interface Tools {
  db: Knex;
  definitions: DefinitionCache;
}

const maxWaits = 500;

/** All that takes messages now: starts of the newest versions first, then waits, the oldest first. */
export async function selectMessageReceivers(tools: Tools): Promise<MessageReceiver[]> {
  return [...(await starts(tools)), ...(await waits(tools))];
}

/** @throws {NotFound} when it waits no more */
export async function selectMessageReceiver(
  tools: Tools,
  which: { subscriptionId: number } | { processKey: string; elementId: string },
): Promise<MessageReceiver> {
  const all = await selectMessageReceivers(tools);
  const found = all.find((one) =>
    'subscriptionId' in which
      ? one.subscriptionId === which.subscriptionId
      : one.ticket === null && one.processKey === which.processKey && one.elementId === which.elementId,
  );
  if (!found) throw new NotFound('等待消息的环节');
  return found;
}

async function starts({ db, definitions }: Tools): Promise<MessageReceiver[]> {
  const ids = await selectLatestDefinitionIds(db);
  const loaded = await Promise.all(ids.map((id) => definitions.load(db, id)));
  return loaded.flatMap((definition) =>
    triggersOf(definition.engine).flatMap((trigger) => {
      if (trigger.kind !== 'message') return [];
      const where = placeOf(definition, trigger.elementId);
      return [{ ...where, subscriptionId: null, name: trigger.name, correlationKey: null, ticket: null }];
    }),
  );
}

async function waits({ db, definitions }: Tools): Promise<MessageReceiver[]> {
  const rows = await selectWaitingMessages(db, maxWaits);
  return Promise.all(
    rows.map(async ({ id, name, correlationKey, number, title, definitionId, elementId }) => ({
      ...placeOf(await definitions.load(db, definitionId), elementId),
      subscriptionId: id,
      name,
      correlationKey,
      ticket: { number, title },
    })),
  );
}

function placeOf(definition: DeployedDefinition, elementId: string) {
  return {
    processKey: definition.row.key,
    processName: definition.row.name,
    elementId,
    elementName: definition.elements.get(elementId)?.name ?? elementId,
    fields: receivedNames(definition.elements.get(elementId)).map((name) => fieldOf(definition, name)),
  };
}

function fieldOf({ forms }: DeployedDefinition, name: string): MessageField {
  const schema = [...forms.values()].map(({ form }) => form.schema.properties[name]).find(Boolean);
  const type = schema?.type === 'integer' ? 'number' : schema?.type;
  return {
    name,
    label: schema?.title ?? name,
    type: type === 'number' || type === 'boolean' ? type : 'text',
  };
}
