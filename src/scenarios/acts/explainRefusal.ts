import type { Form } from '../../forms/schema/types.js';
import { DomainError } from '../../platform/errors.js';
import { ScenarioFailure } from '../errors.js';
import { explainFailure } from '../report/explainFailure.js';

/** Runs a command with a form's data; a refusal names the fields as the form does. @throws {ScenarioFailure} */
export async function explainRefusal<Output>(form: Form, run: () => Promise<Output>): Promise<Output> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DomainError) throw new ScenarioFailure(explainFailure(error, form));
    throw error;
  }
}
