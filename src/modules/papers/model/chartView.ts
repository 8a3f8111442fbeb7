import { treeOrder } from '../../../forms/widgets/tree/treeOrder.js';
import type { ChartView, SheetView } from './viewTypes.js';

interface Department {
  name: string;
  duties: string;
  positions: { name: string; headcount: string; duties: string }[];
  parent: Department | null;
  children: Department[];
}

const box = { width: 128, gap: 16, level: 34, line: 17 };

/** Draws an organisation as boxes: the upper two levels side by side, everything below stacked under its department. */
export function chartView(nodes: unknown): ChartView | null {
  const roots = departments(nodes).filter(({ parent }) => parent === null);
  if (roots.length === 0) return null;
  const drawing: ChartView = { width: 0, height: 0, boxes: [], links: [] };
  let x = 0;
  for (const root of roots) x = drawRoot(drawing, root, x) + box.gap;
  drawing.width = Math.max(...drawing.boxes.map((one) => one.x + one.width)) + 2;
  drawing.height = Math.max(...drawing.boxes.map((one) => one.y + one.height)) + 2;
  return drawing;
}

/** A duty sheet for every position, in the order of the chart. */
export function sheetViews(nodes: unknown): SheetView[] {
  return departments(nodes).flatMap((department) =>
    department.positions.map(({ name, headcount, duties }) => ({
      position: name,
      headcount,
      duties,
      department: department.name,
      departmentDuties: department.duties,
      superior: department.parent?.name ?? '',
    })),
  );
}

/** Draws a root above its branches; returns their right edge. */
function drawRoot(drawing: ChartView, root: Department, left: number): number {
  const height = heightOf(root);
  let x = left;
  const tops = root.children.map((child) => {
    const middle = x + box.width / 2;
    drawStack(drawing, child, x, height + box.level);
    x += box.width + box.gap + indentOf(child);
    return middle;
  });
  const right = Math.max(x - box.gap, left + box.width);
  const middle = tops.length > 0 ? ((tops[0] as number) + (tops.at(-1) as number)) / 2 : left + box.width / 2;
  drawBox(drawing, root, middle - box.width / 2, 1);
  const bend = height + box.level / 2;
  for (const top of tops) drawing.links.push(`M${middle} ${height + 1}V${bend}H${top}V${height + box.level}`);
  return right;
}

const indent = 18;

/** Draws a department and everything below it, one box under the other; returns the lower edge. */
function drawStack(drawing: ChartView, department: Department, x: number, y: number): number {
  const bottom = drawBox(drawing, department, x, y);
  let lower = bottom;
  for (const child of department.children) {
    const top = lower + 12;
    drawing.links.push(`M${x + 8} ${bottom}V${top + 12}H${x + indent}`);
    lower = drawStack(drawing, child, x + indent, top);
  }
  return lower;
}

function indentOf(department: Department): number {
  return Math.max(0, ...department.children.map((child) => indent + indentOf(child)));
}

function drawBox(drawing: ChartView, department: Department, x: number, y: number): number {
  const height = heightOf(department);
  drawing.boxes.push({
    x,
    y,
    width: box.width,
    height,
    middle: x + box.width / 2,
    lines: linesOf(department).map((text, index) => ({ text, y: y + 18 + index * box.line })),
  });
  return y + height;
}

function heightOf(department: Department): number {
  return 10 + linesOf(department).length * box.line;
}

const maxLineLength = 11;

function linesOf({ name, positions }: Department): string[] {
  const positionTexts = positions.map(
    ({ name: position, headcount }) => position + (headcount && ` ${headcount} 人`),
  );
  return [name, ...positionTexts].map((text) =>
    text.length > maxLineLength ? `${text.slice(0, maxLineLength - 1)}…` : text,
  );
}

function departments(nodes: unknown): Department[] {
  if (!Array.isArray(nodes)) return [];
  const above: Department[] = [];
  return treeOrder(nodes).map(({ node, depth }) => {
    const department: Department = {
      name: textOf(node.name),
      duties: textOf(node.duties),
      positions: (Array.isArray(node.positions) ? node.positions : []).map((position) => ({
        name: textOf(position?.name),
        headcount: textOf(position?.headcount),
        duties: textOf(position?.duties),
      })),
      parent: above[depth - 1] ?? null,
      children: [],
    };
    department.parent?.children.push(department);
    above[depth] = department;
    return department;
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
