import { type FieldError, InvalidForm, NotAllowed, NotFound, StaleRecord } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import type { Directory, DirectoryPerson } from '../model/directory.js';
import { whyNotAssignPositions, whyNotEditPerson } from '../model/directory.js';
import { changeDirectory } from '../steps/changeDirectory.js';
import { checkDirectoryData } from '../steps/checkDirectoryData.js';
import { insertPerson, replacePersonPositions, updatePerson } from '../store/persons.js';
import type { SaveInput } from './saveDepartment.js';

export interface SavePersonInput extends SaveInput {
  /** Hash of a new person's first password; it is made before the transaction because hashing takes long. */
  passwordHash: string | null;
}

/**
 * Enters or changes a person with the positions held.
 * @throws {NotAllowed} {InvalidForm} {StaleRecord} {NotFound}
 */
export function savePerson(context: CommandContext, input: SavePersonInput): Promise<{ id: number }> {
  return changeDirectory(context, 'page', (directory) => writePerson(context, directory, input));
}

/** Enters or changes a person within a larger change of the directory. */
export async function writePerson(
  context: CommandContext,
  directory: Directory,
  { id, revision, data, passwordHash }: SavePersonInput,
): Promise<{ id: number }> {
  if (id !== null) editablePerson(context, directory, id, revision);
  checkDirectoryData(context, directory, 'person', data);
  const positions = (data.positions as number[] | undefined) ?? [];
  const errors = personErrors(context, directory, id, data.login as string, positions);
  if (errors.length > 0) throw new InvalidForm(errors);
  const facts = {
    login: data.login as string,
    name: data.name as string,
    email: (data.email as string | undefined) ?? null,
    phone: (data.phone as string | undefined) ?? null,
    departmentId: data.departmentId as number,
  };
  const saved = id ?? (await enterPerson(context, facts, passwordHash as string));
  if (id !== null) await updatePerson(context.tx, id, facts);
  await replacePersonPositions(context.tx, saved, positions);
  return { id: saved };
}

function enterPerson(
  { tx, now }: CommandContext,
  facts: { login: string; name: string; email: string | null; phone: string | null; departmentId: number },
  passwordHash: string,
): Promise<number> {
  const fresh = { passwordHash, mustChangePassword: true, active: true, createdAt: now.toISOString() };
  return insertPerson(tx, { ...facts, ...fresh });
}

function personErrors(
  { actor }: CommandContext,
  directory: Directory,
  id: number | null,
  login: string,
  positions: number[],
): FieldError[] {
  const twin = directory.persons.find((one) => one.login === login && one.id !== id);
  const refusal = whyNotAssignPositions(actor, directory, id, positions);
  const taken = twin && `登录名已由${twin.name}使用${twin.active ? '' : '（已离职）'}`;
  return [
    ...(taken ? [{ path: 'login', message: taken, namesField: true as const }] : []),
    ...(refusal ? [{ path: 'positions', message: refusal }] : []),
  ];
}

/**
 * The person in the revision that the page showed, if the actor may change it. @throws {NotFound} {NotAllowed}
 * {StaleRecord}
 */
export function editablePerson(
  { actor }: CommandContext,
  directory: Directory,
  id: number,
  revision: number,
): DirectoryPerson {
  const person = directory.persons.find((one) => one.id === id);
  if (!person) throw new NotFound('人员');
  const refusal = whyNotEditPerson(actor, directory, id);
  if (refusal) throw new NotAllowed(refusal);
  if (person.revision !== revision) throw new StaleRecord('人员资料');
  return person;
}
