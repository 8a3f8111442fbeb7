import { replayAll } from '../../../src/modules/audit/read/replay/replayAll.js';
import type { Runtime } from '../../../src/platform/runCommand.js';

/** What comes out otherwise when all tickets' recorded commands are run again; one sentence each. */
export async function replayDifferences(
  runtime: Pick<Runtime, 'db' | 'definitions' | 'settings'>,
): Promise<string[]> {
  const { reports } = await replayAll(runtime);
  const unplayed = reports.filter((report) => report.steps === 0).map(({ number }) => `${number}: no step`);
  const differing = reports.flatMap(({ number, differences }) =>
    differences.map(({ seq, message }) => `${number}: event ${seq}: ${message}`),
  );
  return [...unplayed, ...differing];
}
