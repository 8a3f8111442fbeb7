import type { Blueprint } from '../model.js';
import type { ProcessModel } from '../ProcessModel.js';
import { type Environment, Process } from './bpmnElements.js';
import type { Run } from './Run.js';
import { RunContext } from './RunContext.js';

/** What our element types find in the environment of a run. */
export interface StepOptions {
  model: ProcessModel;
  run: Run;
  /** Elements with saved state. */
  elementIds: ReadonlySet<string>;
}

/** Multi-instance children beyond the library's batch of 50 would start only when the first ones are done. */
const settings = { disableTrackState: true, batchSize: 2000 };

/** The library never evaluates text: conditions, loops, timers and mappings are read by our own element types. */
const expressions = {
  resolveExpression: (text: unknown) => text,
  isExpression: () => false,
  hasExpression: () => false,
};

/** Options of bpmn-engine (and of the environment of bpmn-elements) for one run. */
export function runOptions(step: StepOptions) {
  return { settings, expressions, step };
}

/** bpmn-elements' Process with a fixed execution id and our context, which makes elements only when a token needs them. */
export class StepProcess extends Process {
  constructor(blueprint: Blueprint, { environment }: { environment: Environment }) {
    const { model, run, elementIds } = environment.options.step as StepOptions;
    const context = new RunContext(model, environment, run, model.processId, elementIds, null);
    super(blueprint, context);
    context.setOwner(this);
  }

  override init(): void {
    super.init('process');
  }
}
