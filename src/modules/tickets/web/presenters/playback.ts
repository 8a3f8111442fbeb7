import type { FormContext } from '../../../../forms/schema/types.js';
import { paths } from '../../../../platform/web/paths.js';
import { type DeployedDefinition, returnFlows } from '../../../processes/index.js';
import { stepsOf } from '../../model/ticketSteps.js';
import type { VariableChange } from '../../model/variableChanges.js';
import type { AuditEventRow } from '../../store/auditEvents.js';
import { type ChangedField, changedFields, type Fields, fieldsOf } from './changedData.js';

/** Data for the player in the browser: the diagrams, and the moves and changes of each step. */
export interface Playback {
  diagrams: { url: string; returnFlows: string[]; targets: Record<string, string> }[];
  frames: PlaybackFrame[];
}

/** One step of a ticket: an action with all its immediate consequences. */
export interface PlaybackFrame {
  /** Index of the diagram on which it happened. */
  diagram: number;
  /** Flows in the order in which they were taken. */
  moves: string[];
  /** Target of a return, and the abandoned elements (退回, 撤回). */
  sentBack: { from: string[]; to: string } | null;
  /** Elements that were entered and left. */
  entered: string[];
  left: string[];
  /** Left elements that were completed. */
  done: string[];
  changes: Omit<ChangedField, 'isChange'>[];
}

/** The steps of a ticket with the version of the process on which each was taken. */
export interface PlayedStep {
  events: readonly [AuditEventRow, ...AuditEventRow[]];
  definition: DeployedDefinition;
}

/** Divides a ticket's history into steps; a step without a version has that of the step before. */
export function playedSteps(
  events: readonly AuditEventRow[],
  definitions: ReadonlyMap<number, DeployedDefinition>,
  current: DeployedDefinition,
): PlayedStep[] {
  let definition: DeployedDefinition | undefined;
  return stepsOf(events).map((step) => {
    const version = step.map(({ data }) => data.processVersion).find((one) => typeof one === 'number');
    definition = definitions.get(version as number) ?? definition ?? current;
    return { events: step, definition };
  });
}

/** The steps as the player moves through them. */
export function playback(
  steps: readonly PlayedStep[],
  context: Pick<FormContext, 'timeZone' | 'people'>,
): Playback {
  const used = [...new Set(steps.map(({ definition }) => definition))];
  const fields = new Map(used.map((definition) => [definition, fieldsOf(definition)]));
  return {
    diagrams: used.map(diagramOf),
    frames: steps.map(({ events, definition }) => ({
      diagram: used.indexOf(definition),
      ...movesOf(events),
      changes: changesIn(events, fields.get(definition) as Fields, context),
    })),
  };
}

function diagramOf({ row }: DeployedDefinition): Playback['diagrams'][number] {
  const flows = row.elements.filter(({ type }) => type === 'bpmn:SequenceFlow');
  return {
    url: paths.diagram(row.id),
    returnFlows: [...returnFlows(row.elements)],
    targets: Object.fromEntries(flows.map(({ id, targetId }) => [id, targetId ?? ''])),
  };
}

function movesOf(events: readonly AuditEventRow[]): Omit<PlaybackFrame, 'diagram' | 'changes'> {
  const of = (...types: string[]) =>
    events.filter(({ type }) => types.includes(type)).flatMap(({ elementId }) => elementId ?? []);
  return {
    moves: of('flow.taken'),
    sentBack: sentBackIn(events),
    entered: of('activity.entered'),
    left: of('activity.completed', 'activity.cancelled'),
    done: of('activity.completed'),
  };
}

/** A return follows no flow of the diagram; a return for 补办 abandons nothing. */
function sentBackIn([cause, ...followed]: readonly AuditEventRow[]): PlaybackFrame['sentBack'] {
  if (cause?.type !== 'task.returned' && cause?.type !== 'task.withdrawn') return null;
  const to = (cause.data.to as { elementId: string } | undefined)?.elementId ?? cause.elementId;
  const given = followed.filter(({ type }) => type === 'activity.cancelled');
  const from = given.length > 0 ? given.map(({ elementId }) => elementId) : [cause.elementId];
  return to ? { from: [...new Set(from)].filter((id) => id !== null && id !== to) as string[], to } : null;
}

function changesIn(
  events: readonly AuditEventRow[],
  fields: Fields,
  context: Pick<FormContext, 'timeZone' | 'people'>,
): PlaybackFrame['changes'] {
  const changes = events.flatMap(({ data }) => (data.changes ?? []) as VariableChange[]);
  return changedFields(changes, fields, context).map(({ isChange: _, ...change }) => change);
}
