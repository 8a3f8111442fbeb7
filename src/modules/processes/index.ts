/** What other modules may use of processes. */

export { writeProcessJob } from './jobs/writeProcess.js';
export { reachableElements } from './model/reachableElements.js';
export { returnFlows } from './model/returnFlows.js';
export {
  actionNames,
  offeredActions,
  offeredOnTicket,
  type TaskAction,
  whyNotOffered,
} from './model/taskActions.js';
export { selectLatestDefinitionIds, selectProcesses } from './read/processes.js';
export { selectOwnerIds } from './read/processPublication.js';
export { countStoppedForOwner } from './read/stoppedTickets.js';
export { selectCalledFields } from './steps/calledFields.js';
export {
  createDefinitionCache,
  type DefinitionCache,
  type DeployedDefinition,
  type DeployedForm,
} from './steps/definitionCache.js';
export { deployFolder } from './steps/deployFolder.js';
export type { ServiceDescription } from './steps/designerTools.js';
export { createDiagramDesk } from './steps/diagramDesk.js';
export { diagramWork } from './steps/diagramWork.js';
export { createFormCatalog, type FormCatalog } from './steps/formCatalog.js';
export type { ProcessFolders } from './steps/processFolder.js';
export type { TimerStart } from './steps/scheduleTimerStarts.js';
export { selectForms } from './store/formDefinitions.js';
export {
  type ProcessDefinitionRow,
  selectDefinition,
  selectDefinitionVersions,
  selectLatestDefinition,
  selectLatestDefinitions,
  selectOptionalDefinitionId,
  selectOptionalLatestDefinition,
} from './store/processDefinitions.js';
export { selectVersionPublishers } from './store/versionPublishers.js';

export {
  type DiagramTrace,
  describeElements,
  type ElementTrace,
  hasRisksOrControls,
} from './web/presenters/processDiagram.js';
export { metTexts } from './web/presenters/stoppedTickets.js';
export { processesRoutes } from './web/routes.js';
