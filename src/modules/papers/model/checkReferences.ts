import type { Path } from '../../../forms/schema/readJson.js';
import type { Form, PropertySchema } from '../../../forms/schema/types.js';
import type { PrintedWidget } from '../../../forms/widgets/widget.js';
import { widgetOf } from '../../../forms/widgets/widgetOf.js';
import { columnsOf, parseReference, schemaOf } from './references.js';
import type { GridCell, PaperLayout, Report, Section, TableSection } from './types.js';

/** `{customer.name}` within a paragraph. */
export const placeholders = /\{([^{}]*)\}/g;

type Kind = NonNullable<PrintedWidget['sections']>[number];

/** Checks that the data named by the layout exist and have a kind that their place can show. */
export function checkReferences(layout: PaperLayout, forms: readonly Form[], report: Report): void {
  layout.offeredWith?.forEach((key, index) => {
    if (!forms.some((form) => form.key === key)) report(['offeredWith', index], `没有表单 ${key}`);
  });
  layout.sections.forEach((section, index) => {
    new SectionCheck(['sections', index], forms, report).run(section);
  });
}

class SectionCheck {
  constructor(
    readonly path: Path,
    readonly forms: readonly Form[],
    readonly report: Report,
  ) {}

  run(section: Section): void {
    if ('grid' in section) {
      for (const [y, row] of section.grid.entries())
        for (const [x, cell] of row.entries()) this.#cell(cell, ['grid', y, x]);
    } else if ('table' in section) this.#table(section);
    else if ('text' in section) this.#text(section.text);
    else if ('ratings' in section) this.#needs(section.ratings, 'ratings', '评价');
    else if ('photos' in section) this.#needs(section.photos, 'photos', '照片');
    else if ('schedule' in section) this.#needs(section.schedule, 'schedule', '进度计划');
    else if ('chart' in section) this.#needs(section.chart, 'chart', '组织架构');
    else this.#needs(section.sheets, 'sheets', '组织架构');
  }

  #cell(cell: GridCell, at: Path): void {
    if (cell.field !== undefined && cell.text !== undefined) this.#say(at, 'field 和 text 只能有一个');
    if (cell.field === undefined) {
      if (cell.label === undefined) this.#say(at, '没有 field 的格应有 label');
      return;
    }
    const schema = this.#find(cell.field, [...at, 'field']);
    if (schema && widgetOf(schema).print?.isLarge) {
      this.#say([...at, 'field'], `${cell.field} 是表格或图，不能放在一格中，请用 table、ratings 或 chart`);
    }
  }

  #table({ table, columns, totals = [] }: TableSection): void {
    const schema = this.#needs(table, 'table', '表格');
    if (!schema) return;
    const known = columnsOf(schema);
    columns.forEach(({ field }, index) => {
      if (!Object.hasOwn(known, field)) {
        const names = Object.keys(known).join('、');
        this.#say(['columns', index, 'field'], `表格 ${table} 没有列 ${field}，可用：${names}`);
      }
    });
    totals.forEach((name, index) => {
      const summed = columns.some(({ field }) => field === name) ? known[name] : undefined;
      if (!summed || widgetOf(summed).decimals === undefined) {
        this.#say(['totals', index], `${name} 不是本表中的数字列，不能合计`);
      }
    });
  }

  #text(paragraphs: readonly string[]): void {
    paragraphs.forEach((paragraph, index) => {
      for (const [, name] of paragraph.matchAll(placeholders)) {
        const at = ['text', index];
        if (!parseReference(name as string)) this.#say(at, `{${name}} 不是数据引用`);
        else this.#find(name as string, at);
      }
    });
  }

  #needs(reference: string, kind: Kind, what: string): PropertySchema | null {
    const schema = this.#find(reference, [kind]);
    if (!schema || widgetOf(schema).print?.sections?.includes(kind)) return schema;
    this.#say([kind], `${reference}（${schema.title}）不是${what}`);
    return null;
  }

  #find(text: string, at: Path): PropertySchema | null {
    const reference = parseReference(text);
    const schema = reference && schemaOf(reference, this.forms);
    if (!schema) this.#say(at, `没有数据 ${text}`);
    return schema;
  }

  #say(at: Path, message: string): void {
    this.report([...this.path, ...at], message);
  }
}
