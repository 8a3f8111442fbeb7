import { longJob, type Progress } from '../../../jobs/worker/longJob.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { finishExport } from '../commands/finishExport.js';
import type { ExportKind } from '../model/exports.js';
import type { ExportTools, ExportWriter } from '../read/exportWriter.js';
import { removeExportFile, removePartials, writeExportFile } from '../steps/exportFolder.js';
import { exportWork } from '../steps/exportWork.js';

/** Rows that are written without a pause: one or two milliseconds. */
const sliceSize = 20;

/** The writer of each kind; only the writer knows the type of its query. */
export type ExportWriters = Record<ExportKind, ExportWriter<never>>;

/** Writes the file of an export; the file is complete and in place before the row says so. */
export function writeExportJob(runtime: Runtime, writers: ExportWriters, folder: string): JobHandler {
  const { db, settings } = runtime;
  const write = longJob(runtime, exportWork, async ({ row, person, step }, progress) => {
    const writer = writers[row.kind] as ExportWriter<unknown>;
    const total = await writer.count(db, row.query);
    let done = 0;
    const reportRows = (rows: number) => {
      done += rows;
      return progress(done, total);
    };
    const size = await writeExportFile(folder, row.id, async (target) => {
      await progress(0, total);
      const tools = { db, timeZone: settings.timeZone, countRows: createRowCounter(reportRows) };
      await writer.write(target, { ...row, personName: person.name, total }, tools);
    });
    const isWanted = await runCommand(runtime, systemActor, finishExport, { ...step, size, done });
    if (!isWanted) await removeExportFile(folder, row.id);
  });
  return async (job, turn) => {
    await removePartials(folder, Number(job.payload.id));
    await write(job, turn);
  };
}

/** Passes rows through in slices and reports each slice once it is written. */
function createRowCounter(reportRows: (rows: number) => ReturnType<Progress>): ExportTools['countRows'] {
  return async function* (portions) {
    for await (const rows of portions) {
      for (let start = 0; start < rows.length; start += sliceSize) {
        const part = rows.slice(start, start + sliceSize);
        yield part;
        await reportRows(part.length);
      }
    }
  };
}
