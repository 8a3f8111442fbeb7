import { showComputedFields } from './computedFields.js';
import { showConditionalFields } from './conditionalFields.js';
import { countCharacters } from './countCharacters.js';
import { ignoreEnter } from './enter.js';
import { focusErrors } from './errors.js';
import { proposeCategory } from './proposeCategory.js';
import { watchDrafts } from './watchDrafts.js';
import { browserWidgets } from './widgets/widgets.js';

/** Makes the forms of the page (`[data-sf-form]`) comfortable; all of them work without it. */
export function enhanceForms(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-sf-form]')) {
    const form = root.closest('form');
    if (!form || form.matches('[data-preview]')) continue;
    ignoreEnter(form);
    enhanceFields(form);
    for (const { enhance, needsServer } of browserWidgets) if (needsServer) enhance(form);
    proposeCategory(form);
    watchDrafts(form);
    focusErrors(form);
  }
}

/** What a form does by itself, without asking the server: all that a preview needs. */
export function enhanceFields(form: HTMLFormElement): void {
  for (const { enhance, needsServer } of browserWidgets) if (!needsServer) enhance(form);
  showConditionalFields(form);
  showComputedFields(form);
  countCharacters(form);
}
