import { candidateGroupsOf } from '../../../bpmn/loadDefinition.js';
import { InvalidForm } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import { splitCommaList } from '../../../platform/splitCommaList.js';
import { selectOptionalActor } from '../../people/index.js';
import type { DeployedDefinition } from '../../processes/index.js';
import { choosePerformerOfElement } from '../store/chosenPerformers.js';
import type { TaskRow } from '../store/tasks.js';
import type { TicketRow } from '../store/tickets.js';

/** The groups from which the performer of a step may be chosen. */
export function groupsToChooseFrom({ engine }: DeployedDefinition, elementId: string): string[] {
  return candidateGroupsOf(engine, elementId);
}

/**
 * 指定下一办理人: stores the chosen performers of later steps that the diagram allows (`choosesPerformerOf`).
 * A step without a choice goes to its groups.
 * @throws {InvalidForm} at `performers.<element>` when the person does not belong to the step's groups
 */
export async function choosePerformers(
  context: CommandContext,
  ticket: TicketRow,
  definition: DeployedDefinition,
  task: TaskRow,
  choices: Readonly<Record<string, number | null>>,
): Promise<{ elementId: string; name: string; person: { id: number; name: string } }[]> {
  const properties = definition.elements.get(task.elementId)?.properties ?? {};
  const chosen = [];
  for (const elementId of splitCommaList(properties.choosesPerformerOf)) {
    const personId = choices[elementId];
    if (!personId) continue;
    const person = await selectOptionalActor(context.tx, personId);
    const groups = groupsToChooseFrom(definition, elementId);
    if (!person || !groups.some((group) => person.groups.includes(group))) {
      const message = '请选择该环节岗位的在职人员。';
      throw new InvalidForm([{ path: `performers.${elementId}`, message }]);
    }
    await choosePerformerOfElement(context.tx, { ticketId: ticket.id, elementId, personId });
    const name = definition.elements.get(elementId)?.name ?? elementId;
    chosen.push({ elementId, name, person: { id: person.id, name: person.name } });
  }
  return chosen;
}
