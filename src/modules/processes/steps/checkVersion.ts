import type { Knex } from 'knex';
import { selectFormsOfDefinition } from '../store/formDefinitions.js';
import { selectDefinition, selectOptionalDefinitionId } from '../store/processDefinitions.js';
import { checkCandidate } from './checkDraft.js';
import { type DesignerTools, usedServices } from './designerTools.js';

/** Checks a version as its restoration will, so that the command finds the answers (see diagramDesk.ts). */
export async function checkVersion(
  db: Knex,
  tools: DesignerTools,
  processKey: string,
  version: number,
): Promise<void> {
  const id = await selectOptionalDefinitionId(db, processKey, version);
  if (id === undefined) return;
  const { xml } = await selectDefinition(db, id);
  const forms = new Map((await selectFormsOfDefinition(db, id)).map(({ key, schema }) => [key, schema]));
  await checkCandidate(db, tools, { processKey, xml, forms });
  await usedServices(tools, xml);
}
