import type { DepartmentNode } from '../../../model/directoryTree.js';
import { departmentFigures } from '../directory.js';
import {
  type BoxLine,
  boxHeight,
  type ChartOptions,
  fonts,
  linesOf,
  rowHeight,
  rowsOf,
  size,
} from './measures.js';
import { shortened, widthOf } from './textWidth.js';

/** The whole drawing in the units of the SVG's view box; only boxes, lines and text, so that a canvas can draw it too. */
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
  lines: (BoxLine & { x: number; y: number; end: number })[];
  top: boolean;
}

interface Drawing {
  boxes: ChartBox[];
  links: string[];
  options: ChartOptions;
}

/**
 * Draws the departments as boxes: a company above its branches, everything deeper stacked below its branch. Branches that
 * would make the picture too wide for a sheet continue in further rows.
 */
export function orgChart(roots: readonly DepartmentNode[], options: ChartOptions): OrgChart {
  const drawing: Drawing = { boxes: [], links: [], options };
  const [company, ...others] = roots;
  if (company && others.length === 0) placeCompany(drawing, company);
  else placeRows(drawing, roots, size.padding + size.title, false);
  const right = Math.max(size.width, ...drawing.boxes.map((box) => box.x + box.width));
  const bottom = Math.max(size.title, ...drawing.boxes.map((box) => box.y + box.height));
  const width = Math.max(right, size.padding + widthOf(options.title, fonts.title)) + size.padding;
  return {
    width,
    height: bottom + size.padding,
    title: options.title,
    middle: width / 2,
    titleY: size.padding + fonts.title,
    boxes: drawing.boxes,
    links: drawing.links,
  };
}

function placeCompany(drawing: Drawing, company: DepartmentNode): void {
  const y = size.padding + size.title;
  const width = Math.max(size.width, widthOf(company.name, fonts.name) + 2 * size.indent);
  const bottom = y + boxHeight(company, drawing.options);
  const middles = placeRows(drawing, company.children, bottom + size.level, true);
  const centre = ((middles[0] ?? 0) + (middles.at(-1) ?? 0)) / 2;
  const middle = Math.max(centre, size.padding + width / 2);
  drawBox(drawing, company, { x: middle - width / 2, y, width }, true);
  const [from, to] = [Math.min(middle, ...middles), Math.max(middle, ...middles)];
  if (middles.length > 0)
    drawing.links.push(
      `M${middle} ${bottom}V${bottom + size.level / 2}M${from} ${bottom + size.level / 2}H${to}`,
    );
}

/** Draws the rows below each other and, for a company, lines down to each branch; returns the middles of the first row. */
function placeRows(
  drawing: Drawing,
  nodes: readonly DepartmentNode[],
  top: number,
  linked: boolean,
): number[] {
  const rows = rowsOf(nodes, drawing.options);
  const isCut = rows.length > 1;
  let y = top;
  const placed = rows.map((row) => {
    let x = size.padding + (linked && isCut ? size.indent : 0);
    const middles = row.map(({ node, width }) => {
      drawStack(drawing, node, x, y, !linked);
      x += width + size.gap;
      return x - size.gap - width + size.width / 2;
    });
    const found = { y, middles };
    y += rowHeight(row) + size.level;
    return found;
  });
  if (linked) for (const row of placed) linkRow(drawing, row, isCut ? top : null);
  return placed[0]?.middles ?? [];
}

/** Draws the lines from above into the boxes of a row; rows below the first join a trunk at the left. */
function linkRow(
  drawing: Drawing,
  { y, middles }: { y: number; middles: number[] },
  first: number | null,
): void {
  const bend = y - size.level / 2;
  drawing.links.push(...middles.map((middle) => `M${middle} ${bend}V${y}`));
  if (first === null) return;
  drawing.links.push(`M${size.padding} ${first - size.level / 2}V${bend}H${middles.at(-1)}`);
}

/** Draws a department and everything below it; returns the lower edge. */
function drawStack(drawing: Drawing, node: DepartmentNode, x: number, y: number, top: boolean): number {
  const bottom = drawBox(drawing, node, { x, y, width: size.width }, top);
  let lower = bottom;
  for (const child of node.children) {
    const edge = lower + size.between;
    drawing.links.push(`M${x + size.indent / 2} ${bottom}V${edge + size.head / 2}H${x + size.indent}`);
    lower = drawStack(drawing, child, x + size.indent, edge, false);
  }
  return lower;
}

function drawBox(
  { boxes, options }: Drawing,
  node: DepartmentNode,
  { x, y, width }: { x: number; y: number; width: number },
  top: boolean,
): number {
  const height = boxHeight(node, options);
  boxes.push({
    x,
    y,
    width,
    height,
    head: size.head,
    middle: x + width / 2,
    name: shortened(node.name, width - 16, fonts.name),
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
