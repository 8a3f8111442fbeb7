import {
  type GridCell,
  type GridSection,
  paperColumns,
  type Report,
  type Section,
  type TableSection,
} from './types.js';

/** Width of a cell's label. */
const defaultLabelSpan = 3;

/**
 * Widths of a row's parts: as written, the rest divided evenly among parts without one. Null when they do not fill the
 * paper.
 */
export function spansOf(parts: readonly { span?: number }[], columns = paperColumns): number[] | null {
  const written = parts.reduce((sum, { span = 0 }) => sum + span, 0);
  const free = parts.filter(({ span }) => span === undefined).length;
  const left = columns - written;
  if (free === 0) return left === 0 ? parts.map(({ span }) => span as number) : null;
  const share = Math.floor(left / free);
  if (share < 1) return null;
  let extra = left - share * free;
  return parts.map(({ span }) => span ?? share + (extra-- > 0 ? 1 : 0));
}

/** The width that a table's columns share, without the column of running numbers. */
export function columnsFor({ numbered }: Pick<TableSection, 'numbered'>): number {
  return numbered ? paperColumns - numberSpan : paperColumns;
}

export const numberSpan = 2;

/** Reports rows and tables that are wider or narrower than the paper. */
export function checkSpans(sections: readonly Section[], report: Report): void {
  sections.forEach((section, index) => {
    if ('grid' in section) checkGrid(section, index, report);
    if ('table' in section && spansOf(section.columns, columnsFor(section)) === null) {
      report(
        ['sections', index, 'columns'],
        `各列 span 合计应为 ${columnsFor(section)}${section.numbered ? `（另 ${numberSpan} 格为序号）` : ''}`,
      );
    }
  });
}

function checkGrid(section: GridSection, index: number, report: Report): void {
  section.grid.forEach((row, rowIndex) => {
    const path = ['sections', index, 'grid', rowIndex] as const;
    const spans = spansOf(row);
    if (spans === null) report(path, `本行各格 span 合计应为 ${paperColumns}`);
    row.forEach((cell, cellIndex) => {
      if (spans && labelWidth(cell) >= (spans[cellIndex] as number)) {
        report([...path, cellIndex], '本格过窄，标签之外没有填写的位置，请加大 span 或减小 labelSpan');
      }
    });
  });
}

/** The width of a cell’s label in columns of the paper; 0 without a label. */
export function labelWidth(cell: GridCell): number {
  return cell.label === '' ? 0 : (cell.labelSpan ?? defaultLabelSpan);
}
