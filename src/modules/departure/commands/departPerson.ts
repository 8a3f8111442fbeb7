import type { Person } from '../../../platform/actor.js';
import { type FieldError, InvalidForm, NotAllowed } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  changeDirectory,
  type Directory,
  type DirectoryPerson,
  editablePerson,
  groupsHeld,
  replacePersonPositions,
  selectOptionalActor,
  updatePerson,
  whyNotAssignPositions,
} from '../../people/index.js';
import { findOpenWork, type OpenWork } from '../steps/findOpenWork.js';
import { type Handover, transferWork, whyNotTransfer } from '../steps/transferWork.js';

export interface DepartPersonInput {
  id: number;
  revision: number;
  /** The id of the person who takes over everything without a choice of its own, or ''. */
  all: string;
  /** By the key of a task, a later task or `position-<id>`: the id of a person, `release`, or '' for `all`. */
  choices: Readonly<Record<string, string>>;
}

/**
 * 离职: hands over all tasks, later tasks and positions of a person and deactivates the account; all of it or nothing.
 * @throws {NotAllowed} {StaleRecord} {NotFound} {InvalidForm} at each item that the chosen successor may not take over
 */
export function departPerson(context: CommandContext, input: DepartPersonInput): Promise<OpenWork> {
  return changeDirectory(context, 'departure', async (directory) => {
    const leaver = editablePerson(context, directory, input.id, input.revision);
    if (!leaver.active) throw new NotAllowed('该人员已离职。');
    if (leaver.id === context.actor.id) throw new NotAllowed('不能为自己办理离职，请由其他人员办理。');
    const errors = await transferPositions(context, directory, leaver, input);
    const work = await findOpenWork(context.tx, leaver.id);
    const groups = groupsHeld(directory, leaver.positions);
    const handovers = await planHandover(context, { ...leaver, groups }, work, input, errors);
    if (errors.length > 0) throw new InvalidForm(errors);
    await transferWork(context, leaver, handovers);
    await replacePersonPositions(context.tx, leaver.id, []);
    await updatePerson(context.tx, leaver.id, { active: false });
    return work;
  });
}

/** Positions come first: whoever gets one may then take the tasks of its groups. */
async function transferPositions(
  context: CommandContext,
  directory: Directory,
  leaver: DirectoryPerson,
  { choices }: DepartPersonInput,
): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  const given = new Map<number, number[]>();
  for (const positionId of leaver.positions) {
    const path = `position-${positionId}`;
    const chosen = choices[path] ?? '';
    if (chosen === '') continue;
    const successor = directory.persons.find((one) => one.active && String(one.id) === chosen);
    if (!successor || successor.id === leaver.id) {
      errors.push({ path, message: '请从在职人员中选择' });
      continue;
    }
    const before = given.get(successor.id) ?? successor.positions;
    const positions = [...new Set([...before, positionId])];
    const refusal = whyNotAssignPositions(context.actor, directory, successor.id, positions);
    if (refusal) errors.push({ path, message: refusal });
    else given.set(successor.id, positions);
  }
  for (const [id, positions] of given) await replacePersonPositions(context.tx, id, positions);
  return errors;
}

async function planHandover(
  context: CommandContext,
  leaver: Person,
  work: OpenWork,
  input: DepartPersonInput,
  errors: FieldError[],
): Promise<Handover[]> {
  const people = new Map<string, Person | undefined>();
  const handovers: Handover[] = [];
  for (const item of [...work.tasks, ...work.futureTasks]) {
    const chosen = input.choices[item.key] || input.all;
    if (!people.has(chosen)) people.set(chosen, await findSuccessor(context, chosen, leaver));
    const handover: Handover = { item, to: people.get(chosen) ?? null, release: chosen === 'release' };
    const message = whyNotTransfer(handover, leaver);
    if (message) errors.push({ path: item.key, message });
    handovers.push(handover);
  }
  return handovers;
}

async function findSuccessor(
  { tx }: CommandContext,
  chosen: string,
  leaver: Person,
): Promise<Person | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(chosen) || Number(chosen) === leaver.id) return undefined;
  return selectOptionalActor(tx, Number(chosen));
}
