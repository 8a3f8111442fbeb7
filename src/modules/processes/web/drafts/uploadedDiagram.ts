import { readFile } from 'node:fs/promises';
import type { Request } from 'express';
import type { NewWorker } from '../../../../bpmn/foreign/codeTasks.js';
import { InvalidForm, UnreadableDiagram } from '../../../../platform/errors.js';
import type { Web } from '../../../../platform/web/deps.js';

/** Larger files are refused by the reader too, but need not be read first. */
const maxBytes = 2 * 1024 * 1024;

/** A file that somebody brought, and what the reader makes of it. */
export interface UploadedDiagram {
  fileName: string;
  opened: Awaited<ReturnType<Web['designer']['diagrams']['open']>>;
}

/**
 * Reads the diagram that was sent as `file`, by whatever tool it was written.
 * @throws {InvalidForm} at the field `file`
 */
export async function readUploadedDiagram(
  web: Web,
  req: Request,
  processKey: string | null,
  worker: NewWorker | null,
): Promise<UploadedDiagram> {
  const file = Array.isArray(req.files) ? req.files.find(({ fieldname }) => fieldname === 'file') : undefined;
  if (!file || file.size === 0) throw refused('请选择 BPMN 2.0 文件（.bpmn 或 .xml）。');
  if (file.size > maxBytes) throw refused('流程图文件超过 2 MB，不予接受。');
  try {
    const opened = await web.designer.diagrams.open(await readFile(file.path), processKey, worker);
    return { fileName: file.originalname, opened };
  } catch (error) {
    if (!(error instanceof UnreadableDiagram)) throw error;
    throw refused(error.message);
  }
}

function refused(message: string): InvalidForm {
  return new InvalidForm([{ path: 'file', message }]);
}
