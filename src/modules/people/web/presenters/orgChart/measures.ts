import type { DepartmentNode } from '../../../model/directoryTree.js';
import { linesOfNames, shortened } from './textWidth.js';

export interface ChartOptions {
  title: string;
  /** With the names of those who hold the positions. */
  names: boolean;
}

export const size = {
  width: 184,
  gap: 16,
  level: 44,
  indent: 20,
  between: 14,
  padding: 24,
  title: 44,
  head: 50,
  line: 21,
};
export const fonts = { title: 20, name: 15, position: 13, holders: 12 };
const figureWidth = 52;
/** Width to height of a sheet in landscape, which the picture approaches. */
const sheetRatio = Math.SQRT2;

/** A line in a box: a position with its figures, or the names of its holders. */
export interface BoxLine {
  text: string;
  figures: string;
  isNames: boolean;
}

/** The lines in the box of a department. */
export function linesOf({ positions }: DepartmentNode, { names }: ChartOptions): BoxLine[] {
  return positions.flatMap(({ name, headcount, holders }) => {
    const figures = headcount === null ? `${holders.length}` : `${holders.length}/${headcount}`;
    const text = shortened(name, size.width - 20 - figureWidth, fonts.position);
    const people = names ? holders.map((holder) => holder.name) : [];
    return [
      { text, figures, isNames: false },
      ...linesOfNames(people, size.width - 32, fonts.holders).map((line) => ({
        text: line,
        figures: '',
        isNames: true,
      })),
    ];
  });
}

/** The height of the box of a department, without what is stacked below it. */
export function boxHeight(node: DepartmentNode, options: ChartOptions): number {
  const lines = linesOf(node, options).length;
  return size.head + (lines > 0 ? lines * size.line + 10 : 0);
}

/** With everything that is stacked below. */
function stackHeight(node: DepartmentNode, options: ChartOptions): number {
  return node.children.reduce(
    (sum, child) => sum + size.between + stackHeight(child, options),
    boxHeight(node, options),
  );
}

function stackWidth(node: DepartmentNode): number {
  return size.width + depthOf(node) * size.indent;
}

function depthOf(node: DepartmentNode): number {
  return Math.max(0, ...node.children.map((child) => 1 + depthOf(child)));
}

/** A branch with its size. */
export interface Stack {
  node: DepartmentNode;
  width: number;
  height: number;
}

/** Divides the branches into the number of rows that makes the picture largest on a sheet. */
export function rowsOf(nodes: readonly DepartmentNode[], options: ChartOptions): Stack[][] {
  const stacks = nodes.map((node) => ({ node, width: stackWidth(node), height: stackHeight(node, options) }));
  const choices = stacks.map((_, index) => inRows(stacks, stacks.length - index));
  return choices.reduce((best, one) => (extentOf(one) < extentOf(best) ? one : best), choices[0] ?? []);
}

function inRows(stacks: readonly Stack[], perRow: number): Stack[][] {
  return Array.from({ length: Math.ceil(stacks.length / perRow) }, (_, row) =>
    stacks.slice(row * perRow, (row + 1) * perRow),
  );
}

/** The size of the sheet that the rows need. */
function extentOf(rows: readonly Stack[][]): number {
  const width = Math.max(...rows.map((row) => row.reduce((sum, one) => sum + one.width + size.gap, 0)));
  const height = rows.reduce((sum, row) => sum + rowHeight(row) + size.level, size.title + size.head);
  return Math.max(width / sheetRatio, height);
}

/** The height of the tallest stack in a row. */
export function rowHeight(row: readonly Stack[]): number {
  return Math.max(...row.map(({ height }) => height));
}
