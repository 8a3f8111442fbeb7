import type { Knex } from 'knex';
import {
  securityHistory,
  selectSecurityHead,
  selectSecurityHistory,
} from '../../../../platform/access/securityLog.js';
import { chainFaults } from '../../model/chainFaults.js';
import type { CheckpointHead } from '../../model/checkpoint.js';
import { type Finding, ticketFinding } from './finding.js';
import { sealedHistoryFaults } from './sealedHistory.js';

/** All faults in the security log: its chain, its end, and what checkpoints sealed of it. */
export async function securityFaults(
  db: Knex,
  sealed: readonly CheckpointHead[],
): Promise<{ events: number; findings: Finding[] }> {
  const { number } = securityHistory;
  try {
    const head = await selectSecurityHead(db);
    const events = await selectSecurityHistory(db);
    const faults = chainFaults(events, head).map(({ seq, message }) => ticketFinding(number, seq, message));
    return { events: events.length, findings: [...faults, ...sealedHistoryFaults(number, events, sealed)] };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { events: 0, findings: [ticketFinding(number, null, '有记录的内容无法读取，被改动')] };
  }
}
