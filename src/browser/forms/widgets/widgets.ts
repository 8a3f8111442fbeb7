import { showChosenOptions } from './choice.js';
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
  /** It talks to the server, so a preview leaves it out. */
  needsServer?: true;
}

/** The widgets with a script of their own. */
export const browserWidgets: readonly BrowserWidget[] = [
  { enhance: enhanceRows },
  { enhance: enhanceTrees },
  { enhance: enhancePeople },
  { enhance: showChosenOptions },
  { enhance: drawSchedules },
  { enhance: enhanceFileRecords, needsServer: true },
  { enhance: enhanceUploads, needsServer: true },
  { enhance: enhanceSignatures, needsServer: true },
];
