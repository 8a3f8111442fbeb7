import { tellChosen } from './choice.js';
import { enhanceFileRecords } from './fileRecord.js';
import { enhancePeople } from './person.js';
import { enhanceRows } from './rows.js';
import { drawSchedules } from './scheduleRows.js';
import { enhanceSignatures } from './signature.js';
import { enhanceTrees } from './tree/index.js';
import { enhanceUploads } from './uploads.js';

interface BrowserWidget {
  /** Makes the widget's fields comfortable, within the form. */
  enhance(form: HTMLFormElement): void;
  /** It asks the server or sends it something, so a preview does without. */
  needsServer?: true;
}

/** The widgets that do more than their inputs do by themselves. */
export const browserWidgets: readonly BrowserWidget[] = [
  { enhance: enhanceRows },
  { enhance: enhanceTrees },
  { enhance: enhancePeople },
  { enhance: tellChosen },
  { enhance: drawSchedules },
  { enhance: enhanceFileRecords, needsServer: true },
  { enhance: enhanceUploads, needsServer: true },
  { enhance: enhanceSignatures, needsServer: true },
];
