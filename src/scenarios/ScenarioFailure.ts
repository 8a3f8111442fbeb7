/** A step that could not be done; its message is the Chinese sentence for the process owner. */
export class ScenarioFailure extends Error {}
