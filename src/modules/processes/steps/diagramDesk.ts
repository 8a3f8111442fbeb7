import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { TooBusy, UnreadableDiagram } from '../../../platform/errors.js';
import { WorkStopped } from '../../../platform/process/startThread.js';
import { createWorkThread, type ThreadLimits, TooMuchWaiting } from '../../../platform/process/workThread.js';
import type { DiagramWork } from './diagramWork.js';

/**
 * Does work on diagrams in a thread under limits, so that nobody waits for somebody else's diagram, and remembers the last
 * answers. A command that needs one inside its transaction finds it there when its handler asked before: SQLite has one
 * connection, and a transaction that waits for the thread would hold up everybody.
 * @throws {UnreadableDiagram} when the work exceeds a limit {TooBusy} when many wait already
 */
export interface DiagramDesk extends DiagramWork {
  close(): Promise<void>;
}

/** What the thread is asked. */
export interface DiagramQuestion {
  name: keyof DiagramWork;
  input: unknown[];
}

/** The largest diagrams that pass the limits of size took 1.5 s and 200 MB; the time is that of the clock, on a busy machine. */
const limits: ThreadLimits = { megabytes: 512, milliseconds: 10_000, maxWaiting: 20 };
/** A publication asks for its check, its topics, and the calls of every process that it reaches. */
const mostRemembered = 60;

export function createDiagramDesk(limitsOfOne: ThreadLimits = limits): DiagramDesk {
  const thread = createWorkThread<DiagramQuestion>(
    { importer: import.meta.url, program: 'diagramProgram' },
    limitsOfOne,
  );
  const remembered = new Map<string, Promise<unknown>>();

  function ask(question: DiagramQuestion): Promise<unknown> {
    const key = createHash('sha256').update(serialize(question)).digest('hex');
    const answer =
      remembered.get(key) ?? thread.ask(question).catch((error) => Promise.reject(explain(error)));
    remembered.delete(key);
    remembered.set(key, answer);
    answer.catch(() => remembered.delete(key));
    for (const oldest of remembered.keys()) {
      if (remembered.size <= mostRemembered) break;
      remembered.delete(oldest);
    }
    return answer;
  }

  const asking =
    <Name extends keyof DiagramWork>(name: Name) =>
    (...input: Parameters<DiagramWork[Name]>) =>
      ask({ name, input }) as ReturnType<DiagramWork[Name]>;
  return {
    inspect: asking('inspect'),
    open: asking('open'),
    check: asking('check'),
    compare: asking('compare'),
    dataAt: asking('dataAt'),
    fieldsOfProcess: asking('fieldsOfProcess'),
    topics: asking('topics'),
    calls: asking('calls'),
    formUsers: asking('formUsers'),
    close: () => thread.close(),
  };
}

function explain(error: unknown): unknown {
  if (error instanceof TooMuchWaiting) return new TooBusy('正在检查的流程图较多，请稍后再试。');
  if (!(error instanceof WorkStopped)) return error;
  const used = error.reason === 'memory' ? '占用内存过多' : '用时过长';
  return new UnreadableDiagram(`处理这张流程图${used}，已停止。请删去多余的内容，或把流程分成几个。`);
}
