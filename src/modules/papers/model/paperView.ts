import type { Form } from '../../../forms/schema/types.js';
import { showValue } from '../../../forms/view/showValue.js';
import { paths } from '../../../platform/paths.js';
import { barsView } from './barsView.js';
import { chartView, sheetViews } from './chartView.js';
import { placeholders } from './checkReferences.js';
import { gridView } from './gridView.js';
import { formsOf } from './parsePaper.js';
import { datumOf, parseReference, schemaOf } from './references.js';
import { ratingsView, tableView } from './tableView.js';
import type { Paper, PaperContext, Section } from './types.js';
import type { PaperView, SectionView, SheetView } from './viewTypes.js';

/** A layout filled with data, or blank. */
export function paperView({ key, layout }: Paper, context: PaperContext): PaperView {
  const forms = formsOf(layout, context.forms);
  return {
    key,
    title: layout.title,
    subtitle: layout.subtitle ?? null,
    landscape: layout.orientation === 'landscape',
    sections: layout.sections.map((section) => ({
      title: section.title ?? null,
      ...sectionContent(section, layout.orientation ?? 'portrait', context, forms),
    })),
    footnote: layout.footnote ?? null,
  };
}

function sectionContent(
  section: Section,
  orientation: 'portrait' | 'landscape',
  context: PaperContext,
  forms: readonly Form[],
): Omit<SectionView, 'title'> {
  if ('grid' in section) return { grid: gridView(section, context, forms) };
  if ('table' in section) return { table: tableView(section, context, forms) };
  if ('ratings' in section) return { table: ratingsView(section, context, forms) };
  if ('text' in section) {
    const paragraphs = section.text.map((paragraph) => fillPlaceholders(paragraph, context, forms));
    return { text: { paragraphs, align: section.align ?? 'left' } };
  }
  if ('photos' in section) return { photos: photoViews(datumAt(section.photos, context)) };
  if ('schedule' in section)
    return { bars: barsView(datumAt(section.schedule, context), orientation) ?? undefined };
  if ('chart' in section) return { chart: chartView(datumAt(section.chart, context)) ?? undefined };
  const sheets = sheetViews(datumAt(section.sheets, context));
  return { sheets: sheets.length > 0 ? sheets : [emptySheet] };
}

const emptySheet: SheetView = {
  position: '',
  department: '',
  superior: '',
  headcount: '',
  duties: '',
  departmentDuties: '',
};

function datumAt(text: string, context: PaperContext): unknown {
  const reference = parseReference(text);
  return reference ? datumOf(reference, context) : undefined;
}

const writingLine = '＿＿＿＿＿＿';

/** The paragraph with its placeholders filled; a missing value becomes a line to write on. */
function fillPlaceholders(paragraph: string, context: PaperContext, forms: readonly Form[]): string {
  return paragraph.replace(placeholders, (_, text: string) => {
    const reference = parseReference(text);
    const schema = reference && schemaOf(reference, forms);
    const shown = schema ? showValue(schema, datumOf(reference, context), context) : '';
    return shown === '' ? writingLine : shown;
  });
}

function photoViews(value: unknown): { href: string; name: string }[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((file) => Number.isInteger(file?.id))
    .map(({ id, name }) => ({ href: paths.attachment(id), name: String(name ?? '') }));
}
