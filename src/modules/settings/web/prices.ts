import { runCommand } from '../../../platform/runCommand.js';
import type { Handler, Receiver } from '../../../platform/web/deps.js';
import { personOf } from '../../../platform/web/person.js';
import { changePriceList } from '../commands/changePriceList.js';
import { priceForm } from '../model/priceForm.js';
import { type FormSection, saveForm, showForm } from './formSection.js';
import { sections } from './sections.js';

const priceSection: FormSection<'priceList'> = {
  section: sections.prices,
  form: priceForm,
  toData: (value) => ({ items: value ?? [] }),
  save: (web, req, data, { _revision: revision }) =>
    runCommand(web.runtime, personOf(req), changePriceList, { data, revision }),
};

/** GET /settings/prices */
export const show: Handler = showForm(priceSection);

/** POST /settings/prices */
export const save: Receiver = saveForm(priceSection);
