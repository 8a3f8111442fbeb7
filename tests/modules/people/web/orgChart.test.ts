import { describe, expect, test } from 'vitest';
import type { DepartmentNode } from '../../../../src/modules/people/model/directoryTree.js';
import { orgChart } from '../../../../src/modules/people/web/presenters/orgChart/index.js';
import { widthOf } from '../../../../src/modules/people/web/presenters/orgChart/textWidth.js';

let lastId = 0;
function department(name: string, positions: number, children: DepartmentNode[] = []): DepartmentNode {
  lastId += 1;
  return {
    id: lastId,
    name,
    duties: null,
    planned: null,
    persons: 0,
    children,
    positions: Array.from({ length: positions }, (_, index) => ({
      id: lastId * 100 + index,
      departmentId: lastId,
      name: `岗位${'长'.repeat(index)}`,
      headcount: index,
      duties: null,
      authority: null,
      requirements: null,
      groups: [],
      holders: Array.from({ length: index * 2 }, (__, person) => ({ id: person, name: `欧阳娜${person}` })),
    })),
  };
}

const branch = (index: number): DepartmentNode =>
  department(
    `第${index}事业部`,
    index % 4,
    index % 3 === 0 ? [department('一处', 3, [department('一科', 1)]), department('二处', 0)] : [],
  );
const branches = (count: number) => Array.from({ length: count }, (_, index) => branch(index));

describe.each([
  ['a company with 25 branches', [department('山东恒泰机电工程有限公司', 1, branches(25))]],
  ['a company with 3 branches', [department('公司', 0, branches(3))]],
  ['a company alone', [department('公司', 2)]],
  ['12 departments that hang on nothing', branches(12)],
  ['nothing', []],
])('the chart of %s', (_what, roots) => {
  const chart = orgChart(roots, { title: '组织架构图（2026-11-23）', names: true });

  test('has every department in a box of its own, inside its edges', () => {
    const count = (nodes: readonly DepartmentNode[]): number =>
      nodes.reduce((sum, node) => sum + 1 + count(node.children), 0);
    expect(chart.boxes).toHaveLength(count(roots));
    for (const [index, box] of chart.boxes.entries()) {
      expect(box.x >= 0 && box.x + box.width <= chart.width && box.y + box.height <= chart.height).toBe(true);
      const overlapping = chart.boxes
        .slice(index + 1)
        .filter((one) => Math.abs(one.middle - box.middle) < (one.width + box.width) / 2)
        .filter((one) => one.y < box.y + box.height && box.y < one.y + one.height);
      expect(overlapping.map(({ name }) => name)).toEqual([]);
    }
  });

  test('keeps words inside their boxes', () => {
    for (const { lines, x, width, name } of chart.boxes) {
      expect(widthOf(name, 15)).toBeLessThanOrEqual(width);
      for (const line of lines) expect(line.x + widthOf(line.text, 12)).toBeLessThanOrEqual(x + width);
    }
  });
});

test('many branches make a picture that fits a landscape sheet', () => {
  const chart = orgChart([department('公司', 0, branches(25))], { title: '图', names: false });
  expect(chart.width / chart.height).toBeGreaterThan(0.9);
  expect(chart.width / chart.height).toBeLessThan(2.2);
});
