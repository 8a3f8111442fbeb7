import type { Person } from '../../../../platform/actor.js';
import { isPermitted, permissions } from '../../../../platform/permissions.js';
import { offeredActions, offeredOnTicket } from '../../../processes/index.js';
import { whyNotCancel } from '../../model/cancelling.js';
import { whyNotComment, whyNotRemind } from '../../model/comments.js';
import { whyNotAddSigners } from '../../model/countersigning.js';
import { whyNotReturn } from '../../model/returning.js';
import { whyNotRelease, whyNotWork } from '../../model/taskPermissions.js';
import { whyNotDelegate, whyNotReassign, whyNotResolve } from '../../model/taskTransfer.js';
import { waitingProperties } from '../../read/ticketPeople.js';
import type { TicketTrace } from '../../read/ticketTrace.js';
import type { TaskRow } from '../../store/tasks.js';

/** The actions that the diagram offers for a task and the rules allow the person. */
export function allowedTaskActions(trace: TicketTrace, task: TaskRow, person: Person, now: Date) {
  const { properties = {} } = trace.definition.elements.find(({ id }) => id === task.elementId) ?? {};
  const offered = offeredActions(properties);
  const works = isPermitted(permissions.work, person);
  return {
    release: offered.includes('release') && whyNotRelease(person, task) === null,
    reassign: works && offered.includes('reassign') && whyNotReassign(person, task) === null,
    delegate: works && offered.includes('delegate') && whyNotDelegate(person, task) === null,
    return: works && offered.includes('return') && whyNotReturn(person, task) === null,
    signBefore: works && offered.includes('signBefore') && whyNotAddSigners(person, task) === null,
    signAfter: works && offered.includes('signAfter') && whyNotAddSigners(person, task) === null,
    remind: works && offered.includes('remind') && whyNotRemind(person, task, now) === null,
    /** Gives back what was lent to the person. */
    giveBack: whyNotResolve(person, task) === null && whyNotWork(person, task) === null,
    /** Takes back what the person lent. */
    recall: whyNotResolve(person, task) === null && task.ownerId === person.id,
  };
}

/** The actions on the whole ticket that the person may do. */
export function allowedTicketActions(trace: TicketTrace, person: Person) {
  const waiting = waitingProperties(trace);
  const talks = isPermitted(permissions.work, person) && whyNotComment(person) === null;
  return {
    copy: talks && offeredOnTicket('copy', waiting),
    comment: talks && offeredOnTicket('comment', waiting),
    cancel: whyNotCancel(person, trace.ticket) === null,
  };
}
