import { EventBasedGatewayBehaviour } from 'bpmn-elements/gateways';
import type { Activity, Behaviour } from './bpmnElements.js';
import type { RunContext } from './RunContext.js';
import { seatNumberOf } from './seats.js';

const StockRace = EventBasedGatewayBehaviour as unknown as new (
  activity: Activity,
  context: object,
) => Behaviour;

/** Event-based gateway: each token races at events of its own, so its seat is also that of the events behind it. */
export class EventRace extends StockRace {
  constructor(activity: Activity, context: RunContext) {
    const number = seatNumberOf(activity.id);
    super(activity, { getActivityById: (id: string) => context.seatAt(id, number) });
  }
}
