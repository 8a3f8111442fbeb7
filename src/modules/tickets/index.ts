/** What other modules may use of tickets. */

export {
  type AuditEntry,
  type ChainedEvent,
  findBrokenLink,
  firstPreviousHash,
  hashEvent,
} from '../../platform/access/auditChain.js';
export { advanceTicket, type CauseChange } from './commands/advanceTicket.js';
export { checkConditions } from './commands/checkConditions.js';
export { failJob } from './commands/failJob.js';
export { reportStop } from './commands/raiseIncident.js';
export { startTicket } from './commands/startTicket.js';
export { applyOrganizationJob } from './jobs/applyOrganization.js';
export { fireTimerJob } from './jobs/fireTimer.js';
export {
  deliverMessageJob,
  deliverSignalJob,
  startBySignalJob,
  startByTimerJob,
} from './jobs/passEvents.js';
export { type LeftoverFolders, removeLeftoversJob, scheduleLeftovers } from './jobs/removeLeftovers.js';
export { runServiceJob } from './jobs/runService.js';
export { sendMailJob } from './jobs/sendMail.js';
export { whyNotRemind } from './model/comments.js';
export {
  maxSigners,
  type SigningKind,
  signingStateOf,
  whyNotAddSigners,
  whyNotRemoveSigner,
  whyNotSign,
} from './model/countersigning.js';
export { readStartKey } from './model/eventElements.js';
export { eventName } from './model/eventNames.js';
export { channelText, type RegisterState, registerStateNames, registerStates } from './model/register.js';
export {
  type ReturnMode,
  type ReturnTarget,
  returnModes,
  returnTargets,
  whyNotReturn,
} from './model/returning.js';
export {
  engineExecutionId,
  isSideTask,
  roundOf,
  sideExecutionId,
  tasksOfSameRound,
} from './model/sideTasks.js';
export { type HashedSubmission, hashSubmission } from './model/submissionHash.js';
export {
  maySeeTask,
  type TaskFacts,
  whyNotClaim,
  whyNotComplete,
  whyNotRelease,
  whyNotWork,
} from './model/taskPermissions.js';
export type { TaskStatus } from './model/taskStatus.js';
export {
  isFinished,
  mayArrangeWork,
  receivingGroups,
  whyNotDelegate,
  whyNotReassign,
  whyNotReceive,
  whyNotResolve,
  whyNotSuccessor,
} from './model/taskTransfer.js';
export { type TicketStatus, ticketStatusNames } from './model/ticketStatus.js';
export { engineEvents, stepsOf, waitEvents } from './model/ticketSteps.js';
export { urgencyNames } from './model/urgency.js';
export { applyChanges, changesOf, type VariableChange } from './model/variableChanges.js';

export { attachmentForPerson } from './read/attachmentForPerson.js';
export { changeText, selectExpressionChanges } from './read/expressionChanges.js';
export { selectTicketId } from './read/ticketId.js';
export { selectPeopleToCopy } from './read/ticketPeople.js';
export { selectTicketItems, selectTickets, type TicketListItem, ticketListColumns } from './read/tickets.js';
export {
  selectTicketInShort,
  selectTicketTrace,
  selectVisibleTicket,
  type TicketTrace,
} from './read/ticketTrace.js';
export { serviceDescriptions } from './services/descriptions.js';
export { services } from './services/index.js';
export type { Service } from './services/service.js';
export { checkSubmission } from './steps/checkSubmission.js';
export { choosePerformers, groupsToChooseFrom } from './steps/choosePerformers.js';
export { newTaskDefaults } from './steps/createTask.js';
export { propertiesOfTask } from './steps/propertiesOfTask.js';
export { applyTaskUpdates, excludePerformer } from './steps/reconcileTasks.js';
export { refuseUnlessVisible } from './steps/refuseUnlessVisible.js';
export { saveFormDraft } from './steps/saveStartDraft.js';
export {
  type Exclusion,
  moveTicketsToCustomer,
  type NewTask,
  saveTicket,
  type TaskUpdate,
} from './steps/saveTicket.js';
export { storeSubmission } from './steps/storeSubmission.js';
export {
  type AuditEventRow,
  selectAuditEvents,
  selectEventsFromCompletion,
  selectOptionalFirstEvent,
  selectOptionalSubmissionEvent,
  selectTicketIdsWithEvents,
} from './store/auditEvents.js';
export { choosePerformerOfElement } from './store/chosenPerformers.js';
export {
  countFormDrafts,
  deleteFormDraft,
  deleteFormDraftsOfScope,
  type FormDraft,
  moveFormDraft,
  selectFormDrafts,
  selectOptionalFormDraft,
  selectScopesWithFormDraft,
  upsertFormDraft,
} from './store/formDrafts.js';
export {
  type FormSubmissionRow,
  selectOptionalSubmission,
  selectSubmissions,
} from './store/formSubmissions.js';
export { type InboxEntryRow, placeOfGroup, placeOfPerson } from './store/inboxEntries.js';
export type { RegisterEntryRow } from './store/registerEntries.js';
export {
  countHeldTasks,
  selectOpenTasks,
  selectOptionalTask,
  selectPerformers,
  selectSideTasks,
  selectTask,
  selectTasksHeldBy,
  selectTasksOfTicket,
  type TaskKind,
  type TaskRow,
} from './store/tasks.js';
export {
  countRunningTickets,
  type ServiceCategory,
  selectChildTickets,
  selectRunningDefinitionIds,
  selectRunningTickets,
  selectTicket,
  selectTicketByNumber,
  selectTicketForUpdate,
  selectTicketOfTaskForUpdate,
  selectTicketSequences,
  type TicketRow,
} from './store/tickets.js';

export { courseOf } from './web/presenters/course.js';
export { diagramTrace } from './web/presenters/diagram.js';
export {
  escalationBadge,
  priorityBadge,
  repeatedRepairBadge,
  taskBadges,
  ticketBadges,
} from './web/presenters/labels.js';
export { loopItemView, loopText } from './web/presenters/loopItem.js';
export { relatedGroups, ticketLink } from './web/presenters/relatedTickets.js';
export { ticketTimes } from './web/presenters/stepTimes.js';
export { participants, submissionViews } from './web/presenters/submissions.js';
export { allowedTaskActions, allowedTicketActions } from './web/presenters/taskActions.js';
export { ticketItem } from './web/presenters/ticketList.js';
export { timeline, waitingTasks } from './web/presenters/timeline.js';
export { ticketsRoutes } from './web/routes.js';
export { startableProcesses } from './web/startable.js';
export { ticketsOfCustomer } from './web/ticketsOfCustomer.js';
