/** What other modules may use of people. */

export { editablePerson } from './commands/savePerson.js';
export {
  administratorPositions,
  type Directory,
  type DirectoryPerson,
  groupsHeld,
  hasAdministrator,
  whyNotAssignPositions,
  whyNotEditPerson,
} from './model/directory.js';
export { departmentPaths } from './model/directoryTree.js';
export { groupText, standardGroups } from './model/groups.js';
export { tradingCompany } from './model/organizationTemplates/tradingCompany.js';
export {
  changesBeyondPublishers,
  type GroupHolder,
  isApproved,
  permissionChanges,
  whyNotApproved,
} from './model/permissionChanges.js';
export { personForSession, selectPositionNames } from './read/account.js';
export { changeDirectory, recordDirectory } from './steps/changeDirectory.js';
export { createFirstAdmin } from './steps/createFirstAdmin.js';
export { hashPassword } from './steps/logIn.js';
export { noteUse } from './steps/noteUse.js';
export { queueNotices } from './steps/queueNotices.js';
export { updateDepartment } from './store/departments.js';
export {
  insertDepartment,
  insertPersonPosition,
  insertPosition,
  selectDepartmentName,
  selectGroups,
  upsertGroups,
} from './store/directory.js';
export { selectDirectory } from './store/directorySnapshot.js';
export {
  applyOrganization,
  insertOrganizationVersion,
  markOrganizationApplied,
  type OrganizationNode,
  type OrganizationVersionRow,
  selectDueOrganizations,
  selectOrganization,
} from './store/organization.js';
export {
  hasPersons,
  insertPerson,
  type PersonName,
  replacePersonPositions,
  selectActivePersons,
  selectMailRecipients,
  selectMembers,
  selectOptionalActor,
  selectOptionalPersonByLogin,
  selectPerson,
  selectPersonNames,
  updatePerson,
} from './store/persons.js';
export { replacePositionGroups, updatePosition } from './store/positions.js';

export { askForPassword } from './web/confirmation.js';
export { peopleRoutes } from './web/routes.js';
