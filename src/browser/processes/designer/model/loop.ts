import type { Moddle } from '../types.js';
import type { Subject } from './camunda.js';

export function loopOf(model: Moddle): Moddle | null {
  const characteristics = model.loopCharacteristics as Moddle | undefined;
  return characteristics?.$type === 'bpmn:MultiInstanceLoopCharacteristics' ? characteristics : null;
}

export function changeLoop({ designer, shape, model }: Subject, attributes: Record<string, unknown>): void {
  designer.get('modeling').updateModdleProperties(shape, loopOf(model) as Moddle, attributes);
}
