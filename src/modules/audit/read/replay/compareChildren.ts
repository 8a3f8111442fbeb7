import { isDeepStrictEqual } from 'node:util';
import type { CallRequest } from '../../../../bpmn/types.js';
import {
  type AuditEventRow,
  applyChanges,
  type TicketRow,
  type VariableChange,
} from '../../../tickets/index.js';
import type { Difference } from './report.js';

/** Checks that each called ticket exists, belongs to its call, and started with the data that the call passed. */
export function childDifferences(
  events: readonly AuditEventRow[],
  calls: ReadonlyMap<string, CallRequest>,
  children: ReadonlyMap<string, TicketRow>,
  firstEvents: ReadonlyMap<number, AuditEventRow>,
): Difference[] {
  return events.flatMap(({ type, seq, executionId, data }) => {
    if (type !== 'call.started') return [];
    const [child, call] = [children.get(String(data.child)), calls.get(String(executionId))];
    if (!child) return [{ seq, message: `找不到下级工单 ${data.child}` }];
    const belongsToCall = child.parentExecutionId === executionId || child.parentExecutionId === null;
    if (!belongsToCall || !call) return [{ seq, message: `下级工单 ${child.number} 与其调用不符` }];
    const changes = (firstEvents.get(child.id)?.data.changes ?? []) as VariableChange[];
    const given = Object.fromEntries(Object.entries(call.input).filter(([, value]) => value != null));
    const isSame = isDeepStrictEqual(applyChanges({}, changes), JSON.parse(JSON.stringify(given)));
    return isSame ? [] : [{ seq, message: `下级工单 ${child.number} 开始时的数据与重算不符` }];
  });
}
