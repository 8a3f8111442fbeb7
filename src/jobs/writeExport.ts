import { type Runtime, runCommand } from '../commands/runCommand.js';
import {
  beginExport,
  type ExportStep,
  finishExport,
  noteExport,
  noteFailedExport,
  releaseExport,
} from '../commands/writeExport.js';
import type { ExportRow } from '../db/exports.js';
import { removeExportFile, removePartials, writeExportFile } from '../exports/exportFolder.js';
import type { ExportTools, ExportWriter } from '../exports/exportWriter.js';
import { exportWriters } from '../exports/exportWriters.js';
import { systemActor } from '../rules/actor.js';
import type { JobHandler, Turn } from './runDueJob.js';

/** The process is to end, or the file is no longer wanted. */
class Stopped extends Error {}

/** How often it is noted how far a file is written. */
const noteMilliseconds = 500;

/**
 * Writes a file for who asked for it. It begins anew after a crash or a restart, as rows change meanwhile; the file is in
 * its place, whole, before the row says so.
 */
export function writeExportJob(runtime: Runtime, folder: string): JobHandler {
  return async (job, turn) => {
    const step: ExportStep = { job, exportId: Number(job.payload.exportId) };
    await removePartials(folder, step.exportId);
    const begun = await runCommand(runtime, systemActor, beginExport, step);
    if (!begun) return;
    try {
      await writeAndFinish(runtime, folder, step, begun, turn);
    } catch (error) {
      if (error instanceof Stopped) return runCommand(runtime, systemActor, releaseExport, step);
      await runCommand(runtime, systemActor, noteFailedExport, step);
      throw error;
    }
  };
}

async function writeAndFinish(
  runtime: Runtime,
  folder: string,
  step: ExportStep,
  { order, personName }: { order: ExportRow; personName: string },
  turn: Turn,
): Promise<void> {
  const { db, settings } = runtime;
  const writer = exportWriters[order.kind] as ExportWriter<unknown>;
  const total = await writer.count(db, order.query);
  const progress = trackProgress(runtime, step, total, turn);
  const size = await writeExportFile(folder, order.id, async (target) => {
    await progress.note();
    const tools = { db, timeZone: settings.timeZone, counted: progress.counted };
    await writer.write(target, { ...order, personName, total }, tools);
  });
  const written = progress.written();
  const isWanted = await runCommand(runtime, systemActor, finishExport, { ...step, size, written });
  if (!isWanted) await removeExportFile(folder, order.id);
}

/** Counts the rows that go by, notes them now and then, and throws `Stopped` when the work is to end. */
function trackProgress(runtime: Runtime, step: ExportStep, total: number, turn: Turn) {
  let written = 0;
  let notedAt = Number.NEGATIVE_INFINITY;
  const note = async () => {
    turn.goesOn();
    if (turn.stopping.aborted) throw new Stopped();
    if (performance.now() - notedAt < noteMilliseconds) return;
    const goesOn = await runCommand(runtime, systemActor, noteExport, { ...step, total, written });
    if (!goesOn) throw new Stopped();
    notedAt = performance.now();
  };
  const counted: ExportTools['counted'] = async function* (portions) {
    for await (const rows of portions) {
      yield rows;
      written += rows.length;
      await note();
    }
  };
  return { note, counted, written: () => written };
}
