import type { DepartmentNode } from '../../rules/directoryTree.js';
import { departmentFigures } from './directory.js';

/** Everything that is drawn, in the units of the SVG's view box; only boxes, lines and words, so that a canvas can draw it too. */
export interface OrgChart {
  width: number;
  height: number;
  /** In the middle of the upper edge. */
  title: string;
  middle: number;
  titleY: number;
  boxes: ChartBox[];
  links: string[];
}

interface ChartBox {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Height of the head, which holds the department's name. */
  head: number;
  middle: number;
  name: string;
  nameY: number;
  figures: string;
  figuresY: number;
  lines: ChartLine[];
  top: boolean;
}

interface ChartLine {
  y: number;
  x: number;
  end: number;
  text: string;
  figures: string;
  /** Names of holders below a position. */
  isNames: boolean;
}

export interface ChartOptions {
  title: string;
  /** With the names of those who hold the positions. */
  names: boolean;
}

const size = {
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
const figureRoom = 52;
const titleSize = 20;
const nameSize = 15;
const blank = { width: 0, height: 0, middle: 0, titleY: size.padding + titleSize };

/** The departments as boxes: a root over its branches side by side, everything deeper stacked below its branch. */
export function orgChart(roots: readonly DepartmentNode[], options: ChartOptions): OrgChart {
  const chart: OrgChart = { ...blank, title: options.title, boxes: [], links: [] };
  let x = size.padding;
  for (const root of roots) x = placeRoot(chart, root, x, options) + size.gap;
  const right = Math.max(0, ...chart.boxes.map((box) => box.x + box.width));
  const bottom = Math.max(0, ...chart.boxes.map((box) => box.y + box.height));
  const titleEnd = widthOf(chart.title, titleSize) + size.padding;
  chart.width = Math.max(right, size.width, titleEnd) + size.padding;
  chart.middle = chart.width / 2;
  chart.height = Math.max(bottom, size.title) + size.padding;
  return chart;
}

/** Returns where the root and its branches end on the right. */
function placeRoot(chart: OrgChart, root: DepartmentNode, left: number, options: ChartOptions): number {
  const top = size.padding + size.title;
  const height = heightOf(root, options);
  const tops: number[] = [];
  let x = left;
  for (const child of root.children) {
    tops.push(x + size.width / 2);
    stack(chart, child, x, top + height + size.level, options);
    x += size.width + size.gap + depthOf(child) * size.indent;
  }
  const width = Math.max(size.width, widthOf(root.name, nameSize) + 2 * size.indent);
  const middle = tops.length > 0 ? ((tops[0] as number) + (tops.at(-1) as number)) / 2 : left + width / 2;
  draw(chart, root, { x: middle - width / 2, y: top, width }, options, true);
  const bend = top + height + size.level / 2;
  for (const at of tops)
    chart.links.push(`M${middle} ${top + height}V${bend}H${at}V${top + height + size.level}`);
  return Math.max(x - size.gap, left + width);
}

/** A department with all that is below it; returns the lower edge. */
function stack(chart: OrgChart, node: DepartmentNode, x: number, y: number, options: ChartOptions): number {
  const bottom = draw(chart, node, { x, y, width: size.width }, options, false);
  let lower = bottom;
  for (const child of node.children) {
    const top = lower + size.between;
    const trunk = x + size.indent / 2;
    chart.links.push(`M${trunk} ${bottom}V${top + size.head / 2}H${x + size.indent}`);
    lower = stack(chart, child, x + size.indent, top, options);
  }
  return lower;
}

function depthOf(node: DepartmentNode): number {
  return Math.max(0, ...node.children.map((child) => 1 + depthOf(child)));
}

function heightOf(node: DepartmentNode, options: ChartOptions): number {
  const lines = linesOf(node, options).length;
  return size.head + (lines > 0 ? lines * size.line + 10 : 0);
}

function draw(
  chart: OrgChart,
  node: DepartmentNode,
  { x, y, width }: { x: number; y: number; width: number },
  options: ChartOptions,
  top: boolean,
): number {
  const height = heightOf(node, options);
  chart.boxes.push({
    x,
    y,
    width,
    height,
    head: size.head,
    middle: x + width / 2,
    name: shortened(node.name, width - 16, nameSize),
    nameY: y + 21,
    figures: departmentFigures(node),
    figuresY: y + 40,
    lines: linesOf(node, options).map((line, index) => ({
      ...line,
      x: x + (line.isNames ? 22 : 10),
      end: x + width - 10,
      y: y + size.head + 20 + index * size.line,
    })),
    top,
  });
  return y + height;
}

function linesOf(
  { positions }: DepartmentNode,
  { names }: ChartOptions,
): Omit<ChartLine, 'x' | 'y' | 'end'>[] {
  return positions.flatMap(({ name, headcount, holders }) => {
    const figures = headcount === null ? `${holders.length}` : `${holders.length}/${headcount}`;
    const line = { text: shortened(name, size.width - 20 - figureRoom, 13), figures, isNames: false };
    const people = names && holders.length > 0 ? namesOf(holders.map((holder) => holder.name)) : [];
    return [line, ...people.map((text) => ({ text, figures: '', isNames: true }))];
  });
}

/** Names in as many lines as they take. */
function namesOf(names: string[]): string[] {
  const room = size.width - 32;
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    const joined = last === undefined ? name : `${last}、${name}`;
    if (last !== undefined && widthOf(joined, 12) <= room) lines[lines.length - 1] = joined;
    else lines.push(shortened(name, room, 12));
  }
  return lines;
}

/** The text, cut where it would leave its box. */
function shortened(text: string, room: number, fontSize: number): string {
  if (widthOf(text, fontSize) <= room) return text;
  const letters = [...text].slice(0, Math.ceil(room / fontSize) * 2);
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, fontSize) > room) letters.pop();
  return `${letters.join('')}…`;
}

/** A Chinese character is as wide as it is high, a Latin one about 0.6 of it. */
function widthOf(text: string, fontSize: number): number {
  let width = 0;
  for (const letter of text.slice(0, 200)) width += (letter.codePointAt(0) as number) > 0x2e7f ? 1 : 0.62;
  return (width + Math.max(0, text.length - 200)) * fontSize;
}
