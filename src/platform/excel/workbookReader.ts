import { InvalidUpload } from '../errors.js';
import { runInWorker } from '../process/runInWorker.js';
import { type WorkLimits, WorkStopped } from '../process/startThread.js';
import type { ReadSheet } from './readSheets.js';
import type { WorkbookMessage } from './workbookProgram.js';

export interface WorkbookReader {
  /** Reads the cells of an uploaded workbook. @throws {InvalidUpload} also when many wait already, or it takes too much */
  read(file: Buffer): Promise<ReadSheet[]>;
}

/** 20,000 rows of twelve texts took 6 s of a processor and 460 MB; the time is that of the clock, on a busy machine a multiple. */
const limits: WorkLimits = { megabytes: 1024, milliseconds: 120_000 };
const maxWaiting = 5;

/** Reads one workbook after the other in a worker thread with limits of memory and time. */
export function createWorkbookReader(limitsOfOne: WorkLimits = limits): WorkbookReader {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    async read(file) {
      if (waiting >= maxWaiting) throw new InvalidUpload('正在读取的工作簿较多，请稍后再上传。');
      waiting += 1;
      const reading = last.then(() => readOne(file, limitsOfOne));
      last = reading.catch(() => undefined);
      return reading.finally(() => {
        waiting -= 1;
      });
    },
  };
}

async function readOne(file: Buffer, limits: WorkLimits): Promise<ReadSheet[]> {
  const sheets: ReadSheet[] = [];
  let refused: string | undefined;
  const take = (message: WorkbookMessage) => {
    if ('refused' in message) {
      refused = message.refused;
      return;
    }
    const known = sheets.find(({ name }) => name === message.sheet);
    if (known) known.rows.push(...message.rows);
    else sheets.push({ name: message.sheet, rows: message.rows });
  };
  const program = { importer: import.meta.url, program: 'workbookProgram' };
  await runInWorker(program, file, limits, take).catch((error) => {
    throw error instanceof WorkStopped ? refusalOf(error) : error;
  });
  if (refused !== undefined) throw new InvalidUpload(refused);
  return sheets;
}

function refusalOf({ reason }: WorkStopped): InvalidUpload {
  const used = reason === 'memory' ? '占用内存过多' : '用时过长';
  return new InvalidUpload(`读取该工作簿${used}，已停止。请删去无关的工作表和格式，或分成几个文件导入。`);
}
