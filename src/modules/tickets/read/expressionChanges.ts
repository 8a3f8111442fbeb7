import type { Knex } from 'knex';
import { changesOfDiagram, type PlacedChange } from '../../../bpmn/changes/changesOfDiagram.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import type { DefinitionCache } from '../../processes/index.js';
import { selectRunningDefinitionIds, selectRunningTickets } from '../store/tickets.js';

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
  const changes = await changesOfDiagram(
    row.xml,
    { fieldsOf, serviceResults: results },
    tickets,
    surroundings,
  );
  const { name: processName, version } = row;
  return { changes: changes.map((change) => ({ processName, version, ...change })), tickets: tickets.length };
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
