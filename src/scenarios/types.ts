type Data = Record<string, unknown>;

/** What a `processes/<key>.scenarios.json` holds: real cases of one process. */
export interface ScenarioFile {
  process: string;
  scenarios: Scenario[];
}

export interface Scenario {
  name: string;
  title: string;
  description: string;
  /** ISO 8601 in UTC; when absent, the day from which the demo customer file counts. */
  startAt?: string;
  steps: ScenarioStep[];
  /** The end event at which the ticket must stand in the end. */
  end: string;
  expect?: Expectation;
}

/** One act and what must be open afterwards; without an act it only looks. */
export interface ScenarioStep {
  act: Act;
  /** Process of the called or started ticket that the step is about; the scenario's own ticket when absent. */
  in?: string;
  /** Elements that must be open on that ticket afterwards, no more and no less; one entry for each task. */
  open?: string[];
  /** End event that that ticket must have reached. */
  end?: string;
}

export type Act =
  | { kind: 'start' | 'complete' | 'record'; elementId: string; as: string; form?: string; data?: Data }
  /** ISO 8601 duration by which the clock moves. */
  | { kind: 'clock'; by: string }
  /** The clock moves to the moment at which the timer of this element is due. */
  | { kind: 'until'; elementId: string }
  | { kind: 'jobs' }
  | { kind: 'look' };

/** What must be true when all steps are done. Texts may be symbols (`@today+P1Y`, `@engineer`). */
export interface Expectation {
  /** Variables of the ticket; of objects only the named parts. */
  variables?: Data;
  /** Called and started tickets by process. */
  tickets?: Record<string, { status?: string; end?: string; open?: string[]; variables?: Data }>;
  customerFile?: CustomerFileExpectation;
  directory?: DirectoryExpectation;
  /** Log-in -> groups that the person's positions give in the end. */
  groups?: Record<string, string[]>;
}

export interface CustomerFileExpectation {
  customer: string;
  /** By serial number: parts of the product's entry, and the category that a request for it would be proposed (R1). */
  products: Record<string, { entry?: Data; nextCategory?: string }>;
}

export interface DirectoryExpectation {
  /** Department -> position -> planned persons (null: nobody has decided). */
  inForce?: Record<string, Record<string, number | null>>;
  /** Departments that are kept but out of force. */
  former?: string[];
}

/** One filled-in form that stands for many: `forms/examples/<form-key>.json` is a list of them. */
export interface FormExample {
  case: string;
  data: Data;
  /** What the computed fields then hold. */
  computed?: Data;
}

export type FormExamples = ReadonlyMap<string, readonly FormExample[]>;

export interface StepReport {
  /** Who did what, in Chinese. */
  sentence: string;
  expected: string;
  found: string;
  passed: boolean;
}

export interface ScenarioReport {
  name: string;
  title: string;
  passed: boolean;
  steps: StepReport[];
  /** What was wrong in the end, in Chinese. */
  problems: string[];
  /** Ids of the flows that the tickets of the process took. */
  flows: string[];
}

export interface Coverage {
  taken: number;
  all: number;
  /** A Chinese sentence for each flow that no scenario takes. */
  missing: string[];
}

export interface ProcessReport {
  process: string;
  name: string;
  passed: boolean;
  scenarios: ScenarioReport[];
  coverage: Coverage;
}
