import { EngineError } from '../../../platform/errors.js';
import type { CommandContext } from '../../../platform/runCommand.js';
import {
  changesBeyondPublishers,
  type Directory,
  type GroupHolder,
  groupsHeld,
  isApproved,
  type OrganizationVersionRow,
  permissionChanges,
  selectGroups,
  whyNotApproved,
} from '../../people/index.js';
import { selectVersionPublishers } from '../../processes/index.js';
import { approversOf, preparersOf } from '../model/runApprovals.js';
import { selectTicketFamily } from '../store/ticketFamily.js';
import { loadRunSubmissions } from './loadRunSubmissions.js';

/**
 * Refuses changes of permissions that a ticket publishes when they go beyond what the publishers of its processes may do
 * and nobody approved them in the run who may (R18). The run is the ticket with all that called it or was called.
 * @throws {EngineError} for a person to decide
 */
export async function refuseUnapproved(
  context: CommandContext,
  { ticketId, organization }: OrganizationVersionRow,
  before: Directory,
  after: Directory,
): Promise<void> {
  const changes = permissionChanges(before, after);
  if (changes.length === 0) return;
  const { tx } = context;
  const family = await selectTicketFamily(tx, ticketId);
  const definitionIds = [...new Set(family.map(({ definitionId }) => definitionId))];
  const publishers = await selectVersionPublishers(tx, definitionIds);
  const versions = publishers.map((ids) => holdersIn(before, ids));
  const beyond = changesBeyondPublishers(changes, versions);
  if (beyond.length === 0) return;

  const submissions = await loadRunSubmissions(
    tx,
    family.map(({ id }) => id),
  );
  const starters = family.flatMap(({ initiatorId }) => initiatorId ?? []);
  const barred = new Set([...publishers.flat(), ...starters, ...preparersOf(submissions, organization)]);
  const approvers = holdersIn(before, approversOf(submissions, organization));
  if (isApproved(approvers, barred)) return;
  const names = new Map((await selectGroups(tx)).map(({ id, name }) => [id, name]));
  throw new EngineError(null, whyNotApproved(beyond, names));
}

/** The persons with their groups before the change; leavers have none. */
function holdersIn(directory: Directory, ids: readonly number[]): GroupHolder[] {
  return ids.map((id) => {
    const person = directory.persons.find((one) => one.id === id && one.active);
    return { id, groups: person ? groupsHeld(directory, person.positions) : [] };
  });
}
