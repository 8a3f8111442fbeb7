import { proposeCategory } from './category.js';
import { enhancePartners } from './combobox.js';
import { showComputed } from './compute.js';
import { showConditionalFields } from './conditions.js';
import { countCharacters } from './counter.js';
import { watchDrafts } from './drafts.js';
import { ignoreEnter } from './enter.js';
import { focusErrors } from './errors.js';
import { tellChosen } from './folded.js';
import { enhancePeople } from './people.js';
import { enhanceRows } from './rows.js';
import { drawSchedules } from './schedule.js';
import { enhanceSignatures } from './signature.js';
import { enhanceTrees } from './tree.js';
import { enhanceUploads } from './uploads.js';

/** Makes the forms of the page (`[data-sf-form]`) comfortable; all of them work without it. */
export function enhanceForms(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-sf-form]')) {
    const form = root.closest('form');
    if (!form || form.matches('[data-preview]')) continue;
    ignoreEnter(form);
    enhanceFields(form);
    enhancePartners(form);
    enhanceUploads(form);
    enhanceSignatures(form);
    proposeCategory(form);
    watchDrafts(form);
    focusErrors(form);
  }
}

/** What a form does by itself, without asking the server: all that a preview needs. */
export function enhanceFields(form: HTMLFormElement): void {
  enhanceRows(form);
  enhanceTrees(form);
  enhancePeople(form);
  tellChosen(form);
  showConditionalFields(form);
  showComputed(form);
  drawSchedules(form);
  countCharacters(form);
}
