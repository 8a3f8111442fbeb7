import { sectionNames } from '../schema/sectionNames.js';
import type { Form, FormContext } from '../schema/types.js';
import { courseFields } from './courseFields.js';
import { summaryItem } from './summaryItem.js';
import type { SummaryView } from './viewTypes.js';

type Context = Pick<FormContext, 'timeZone' | 'people'>;

/** Read-only view of submitted data for views/forms/partials/summary/summary.hbs; empty fields and empty sections are left out. */
export function summaryView(form: Form, data: Record<string, unknown>, context: Context): SummaryView {
  const told = courseFields(form);
  const sections = sectionNames(form.schema).map((section) => ({
    title: section.title,
    items: section.fields.flatMap((name) => {
      const value = Object.hasOwn(data, name) ? data[name] : undefined;
      const item = value === undefined ? null : summaryItem(form.schema.properties[name]!, value, context);
      return item ? [told.has(name) ? { ...item, inCourse: true } : item] : [];
    }),
  }));
  return { title: form.title, sections: sections.filter((section) => section.items.length > 0) };
}
