import { longJob, type Progress } from '../../../jobs/worker/longJob.js';
import type { JobHandler } from '../../../jobs/worker/runDueJob.js';
import { systemActor } from '../../../platform/actor.js';
import { type Runtime, runCommand } from '../../../platform/runCommand.js';
import { finishExport } from '../commands/finishExport.js';
import type { ExportKind } from '../model/exports.js';
import type { ExportTools, ExportWriter } from '../read/exportWriter.js';
import { removeExportFile, removePartials, writeExportFile } from '../steps/exportFolder.js';
import { exportWork } from '../steps/exportWork.js';

/** Rows that are written without a break: a millisecond or two. */
const slice = 20;

/** What a query is, only the writer of its kind knows. */
export type ExportWriters = Record<ExportKind, ExportWriter<never>>;

/** Writes a file for who asked for it; it is in its place, whole, before the row says so. */
export function writeExportJob(runtime: Runtime, writers: ExportWriters, folder: string): JobHandler {
  const { db, settings } = runtime;
  const write = longJob(runtime, exportWork, async ({ row, person, step }, progress) => {
    const writer = writers[row.kind] as ExportWriter<unknown>;
    const total = await writer.count(db, row.query);
    let done = 0;
    const noteRows = (rows: number) => {
      done += rows;
      return progress(done, total);
    };
    const size = await writeExportFile(folder, row.id, async (target) => {
      await progress(0, total);
      const tools = { db, timeZone: settings.timeZone, counted: countRows(noteRows) };
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

/** Rows in slices, each of which is told when it is written. */
function countRows(noteRows: (rows: number) => ReturnType<Progress>): ExportTools['counted'] {
  return async function* (portions) {
    for await (const rows of portions) {
      for (let start = 0; start < rows.length; start += slice) {
        const part = rows.slice(start, start + slice);
        yield part;
        await noteRows(part.length);
      }
    }
  };
}
