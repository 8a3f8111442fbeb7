import { setTimeout as pause } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { requestExport } from '../commands/requestExport.js';
import { runCommand } from '../commands/runCommand.js';
import type { ExportKind, ExportRow } from '../db/exports.js';
import type { ExportQuery } from '../exports/exportWriters.js';
import { selectOwnExport } from '../queries/exports.js';
import type { Web } from './deps.js';
import { paths } from './paths.js';
import { personOf } from './person.js';

/** How long a click waits for a short file, in milliseconds, before it leads to the page of the export. */
const patience = 1200;
const lookEvery = 60;

/**
 * Has a file written and leads to it: at once when it is short, so that the browser keeps it and stays where it is; else to
 * the page that shows how far it is.
 */
export async function startExport<Kind extends ExportKind>(
  web: Web,
  req: Request,
  res: Response,
  { kind, query, told }: { kind: Kind; query: ExportQuery<Kind>; told: ExportRow['told'] },
): Promise<void> {
  const input = { kind, query: query as ExportRow['query'], told };
  const { id } = await runCommand(web.runtime, personOf(req), requestExport, input);
  const isReady = await becomesReady(web, id, personOf(req).id);
  res.redirect(303, isReady ? paths.exportFile(id) : paths.export(id));
}

async function becomesReady(web: Web, id: number, personId: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += lookEvery) {
    const { status } = await selectOwnExport(web.runtime.db, id, personId);
    if (status !== 'running') return status === 'finished';
    await pause(lookEvery);
  }
  return false;
}
