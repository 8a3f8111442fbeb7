import type { Request, Response } from 'express';
import { awaitShortWork } from '../../../jobs/web/awaitShortWork.js';
import { runCommand } from '../../../platform/runCommand.js';
import type { Web } from '../../../platform/web/deps.js';
import { paths } from '../../../platform/web/paths.js';
import { personOf } from '../../../platform/web/person.js';
import { requestExport } from '../commands/requestExport.js';
import { selectOwnExport } from '../read/exports.js';
import type { ExportWriter } from '../read/exportWriter.js';
import type { ExportRow } from '../store/exports.js';

/**
 * Requests an export and redirects: to the file when it is finished at once, so that the browser downloads it and stays on
 * its page; otherwise to the page that shows the progress.
 */
export async function startExport<Query extends object>(
  web: Web,
  req: Request,
  res: Response,
  { kind }: ExportWriter<Query>,
  { query, criteria }: { query: NoInfer<Query>; criteria: ExportRow['criteria'] },
): Promise<void> {
  const input = { kind, query: query as ExportRow['query'], criteria };
  const { id } = await runCommand(web.runtime, personOf(req), requestExport, input);
  const status = await awaitShortWork(
    async () => (await selectOwnExport(web.runtime.db, id, personOf(req).id)).status,
  );
  res.redirect(303, status === 'finished' ? paths.exportFile(id) : paths.export(id));
}
