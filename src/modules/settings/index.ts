/** What other modules may use of settings. */

export { resealMailPassword } from './commands/resealMailPassword.js';
export {
  type NumberingRule,
  numberingErrors,
  numberingPeriod,
  numberingRuleOf,
  possibleTicketNumbers,
  ticketNumber,
} from './model/numbering.js';
export { defaultPublishing, everyProcess, type PublishingValue } from './model/settings.js';
export {
  addWorkingTime,
  completeCalendar,
  type WorkingCalendar,
  workingSpans,
  workingTimeBetween,
  workingTimeWithin,
} from './model/workingCalendar.js';
export { type CompanySettings, selectCompanySettings } from './read/companySettings.js';
export { selectMailServer, selectSettingPage, selectWorkingCalendar } from './read/settings.js';
export { changeSetting } from './steps/changeSetting.js';
export { insertSettingChange, selectSettingChanges } from './store/settingChanges.js';
export { selectOptionalSetting, upsertSetting } from './store/settings.js';

export { refusalErrors } from './web/formSection.js';
export { datePartNames, pickUpNames } from './web/presenters/settingChanges.js';
export { settingsRoutes } from './web/routes.js';
export { loadSection, sections, settingTabs } from './web/sections.js';
