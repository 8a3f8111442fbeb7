/** What other modules may use of settings. */

export {
  type NumberingRule,
  numberingErrors,
  numberingPeriod,
  numberingRuleOf,
  possibleTicketNumbers,
  ticketNumber,
} from './model/numbering.js';
export { everyProcess, type PublishingValue, standardPublishing } from './model/settings.js';
export {
  addWorkingTime,
  calendarWith,
  type WorkingCalendar,
  workingSpans,
  workingTimeBetween,
  workingTimeWithin,
} from './model/workingCalendar.js';
export { type CompanySettings, selectCompanySettings } from './read/companySettings.js';
export { selectMailServer } from './read/mailServer.js';
export { selectSettingPage } from './read/settings.js';
export { selectWorkingCalendar } from './read/workingCalendar.js';
export { changeSetting } from './steps/changeSetting.js';
export { insertSettingChange, selectSettingChanges } from './store/settingChanges.js';
export { selectOptionalSetting, upsertSetting } from './store/settings.js';

export { refusal } from './web/formSection.js';
export { datePartNames, pickUpNames } from './web/presenters/settingChanges.js';
export { settingsRoutes } from './web/routes.js';
export { loadSection, revisionOf, sections } from './web/sections.js';
