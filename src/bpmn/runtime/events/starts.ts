import { UnfitCommand } from '../../../platform/errors.js';
import type { ProcessModel } from '../../ProcessModel.js';

/**
 * Ids of the elements where a scope begins: all of them in a sub-process; of the start events of a process only the one
 * that was triggered (BPMN 2.0, 13.3.2).
 */
export function startsOf(model: ProcessModel, scopeId: string, startId: string | null): string[] {
  const starts = model.startsOf(scopeId);
  if (scopeId !== model.processId) return starts;
  const chosen = chosenStart(model, startId);
  return starts.filter((id) => !isStartEvent(model, id) || id === chosen);
}

/** @throws {UnfitCommand} when the process has start events, and none of them is the one that was chosen */
export function refuseWithoutStart(model: ProcessModel, startId: string | null): void {
  const hasEvents = model.startsOf(model.processId).some((id) => isStartEvent(model, id));
  if (startId === null && hasEvents && chosenStart(model, null) === undefined)
    throw new UnfitCommand(model.processId, '流程只能由消息、信号或定时启动，不能直接发起。');
  if (startId !== null && chosenStart(model, startId) === undefined)
    throw new UnfitCommand(model.processId, '流程里没有这个开始事件，不能由它启动。');
}

/** Without a choice it is the first start event that nothing triggers. */
function chosenStart(model: ProcessModel, startId: string | null): string | undefined {
  const events = model.startsOf(model.processId).filter((id) => isStartEvent(model, id));
  return events.find((id) => (startId === null ? !model.activity(id)?.wait : id === startId));
}

function isStartEvent(model: ProcessModel, id: string): boolean {
  return model.activity(id)?.blueprint.type === 'bpmn:StartEvent';
}
