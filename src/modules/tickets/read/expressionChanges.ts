import type { Knex } from 'knex';
import {
  changesOfDiagram,
  changesOfResults,
  type PlacedChange,
  type WantedResult,
} from '../../../bpmn/changes/changesOfDiagram.js';
import type { Variables } from '../../../bpmn/types.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import { type DefinitionCache, diagramWork, selectCalledFields } from '../../processes/index.js';
import { selectAwaitedTickets, selectRunningDefinitionIds, selectRunningTickets } from '../store/tickets.js';

/** A change with the process version that it is in. */
export interface StoredChange extends PlacedChange {
  processName: string;
  version: number;
}

interface ChangeTools {
  db: Knex;
  definitions: DefinitionCache;
  settings: { timeZone: string };
  now: Date;
  /** Names of the data that services set, by topic. */
  results: ReadonlyMap<string, readonly string[]>;
}

/** What expressions of process versions with running tickets answer otherwise than under the evaluator before; changes nothing. */
export async function selectExpressionChanges(
  tools: ChangeTools,
  onProgress?: (done: number, all: number) => void,
): Promise<{ changes: StoredChange[]; versions: number; tickets: number }> {
  const ids = await selectRunningDefinitionIds(tools.db);
  const changes: StoredChange[] = [];
  let tickets = 0;
  for (const [index, id] of ids.entries()) {
    const found = await changesOfVersion(tools, id);
    changes.push(...found.changes);
    tickets += found.tickets;
    onProgress?.(index + 1, ids.length);
  }
  return { changes, versions: ids.length, tickets };
}

async function changesOfVersion({ db, definitions, settings, now, results }: ChangeTools, id: number) {
  const { row, engine, forms } = await definitions.load(db, id);
  const tickets = await selectRunningTickets(db, id);
  const fieldsOf = (key: string) => {
    const deployed = forms.get(key);
    return deployed ? knownFields(deployed.form) : null;
  };
  const surroundings = { now, zone: settings.timeZone, types: engine.types };
  const called = await selectCalledFields(db, diagramWork, row.xml, results);
  const known = {
    fieldsOf,
    serviceResults: results,
    fieldsOfCalled: (key: string) => called.get(key) ?? null,
  };
  const changes = [
    ...(await changesOfDiagram(row.xml, known, tickets, surroundings)),
    ...(await changesOfResults(row.xml, known, wantedOf(await selectAwaitedTickets(db, id)), surroundings)),
  ];
  const { name: processName, version } = row;
  return { changes: changes.map((change) => ({ processName, version, ...change })), tickets: tickets.length };
}

/** Each result that callers want, with the tickets of which they want it. */
function wantedOf(tickets: Awaited<ReturnType<typeof selectAwaitedTickets>>): WantedResult[] {
  const wanted = new Map<string, WantedResult & { tickets: { number: string; variables: Variables }[] }>();
  for (const { number, variables, parentOutput } of tickets) {
    for (const [target, text] of Object.entries(parentOutput).filter(([, one]) => one !== '')) {
      const key = JSON.stringify([target, text]);
      const known = wanted.get(key) ?? { target, text, tickets: [] };
      known.tickets.push({ number, variables });
      wanted.set(key, known);
    }
  }
  return [...wanted.values()];
}

/** One change in a few Chinese lines. */
export function changeText({ processName, version, ...change }: StoredChange): string {
  const place = change.elementName ? `「${change.elementName}」（${change.elementId}）` : change.elementId;
  return [
    `${processName} 第 ${version} 版 ${place} 的${change.purpose}：${change.text}`,
    `  原因：${change.reason}`,
    `  工单：${change.tickets.join('、')}`,
  ].join('\n');
}
