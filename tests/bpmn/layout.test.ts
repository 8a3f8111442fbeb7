import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ModdleElement, parseDiagram } from '../../src/bpmn/parseDiagram.js';
import { layoutFaults } from '../support/diagrams/layoutFaults.js';
import { type Layout, readLayout } from '../support/diagrams/readLayout.js';

const folder = join(import.meta.dirname, '../../processes');
const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

describe.each(files)('%s', (file) => {
  test('is drawn without crossings, overlaps and stray ends', async () => {
    const layout = await readLayout(read(file));
    expect(layout.edges.length).toBeGreaterThan(5);
    expect(layoutFaults(layout)).toEqual([]);
  });

  test('reads from left to right: no step stands left of the start', async () => {
    const { shapes } = await readLayout(read(file));
    const nodes = shapes.filter(({ kind }) => kind === 'node');
    const start = nodes.find(({ id }) => new RegExp(`<bpmn:startEvent id="${id}"`).test(read(file)));
    expect(Math.min(...nodes.map(({ box }) => box.x))).toBe(start?.box.x);
  });

  test('says of each element what is to be done, and draws each', async () => {
    const { context } = await parseDiagram(read(file));
    const elements = Object.values(context?.elementsById ?? {}) as ModdleElement[];
    const nodes = elements.filter(({ $type }) => /Task|Gateway|Event$|CallActivity|SubProcess/.test($type));
    const { shapes } = await readLayout(read(file));
    const mute = nodes.filter((node) => !(node.documentation as unknown[] | undefined)?.length);
    const undrawn = nodes.filter(({ id }) => !shapes.some((shape) => shape.id === id));
    expect(nodes.length).toBeGreaterThan(5);
    expect(mute.map(({ id }) => id)).toEqual([]);
    expect(undrawn.map(({ id }) => id)).toEqual([]);
  });
});

describe('the checker', () => {
  const box = (x: number, y: number, width = 100, height = 80) => ({ x, y, width, height });
  const node = (id: string, x: number, y: number, on: string[] = []) => ({
    id,
    kind: 'node' as const,
    box: box(x, y),
    label: null,
    on,
  });
  const edge = (source: string, target: string, ...points: [number, number][]) => ({
    id: `${source}To${target}`,
    source,
    target,
    points: points.map(([x, y]) => ({ x, y })),
    label: null,
  });
  const faults = (layout: Partial<Layout>) => layoutFaults({ shapes: [], edges: [], ...layout });
  const [a, b, c, d] = [node('A', 0, 0), node('B', 300, 0), node('C', 0, 200), node('D', 300, 200)] as const;

  test('finds nothing in a clean drawing', () => {
    expect(
      faults({
        shapes: [a, b, c, d],
        edges: [edge('A', 'B', [100, 40], [300, 40]), edge('C', 'D', [100, 240], [300, 240])],
      }),
    ).toEqual([]);
  });

  test('sees shapes on one another', () => {
    expect(faults({ shapes: [a, node('B', 50, 40)] })).toEqual(['A lies on B']);
    expect(faults({ shapes: [a, node('B', 50, 60, ['A'])] }), 'a boundary event on its host').toEqual([]);
  });

  test('sees a step outside its lane', () => {
    const lane = { id: 'lane', kind: 'lane' as const, box: box(0, 0, 90, 90), label: null, on: [] };
    expect(faults({ shapes: [lane, node('A', 0, 0, ['lane'])] })).toEqual(['A leaves its lane']);
  });

  test('sees flows that cross, run on one another, through a step, aslant or into nothing', () => {
    const shapes = [a, b, c, d, node('E', 150, 100)];
    const down = edge('A', 'D', [100, 60], [130, 60], [130, 230], [300, 230]);
    const up = edge('C', 'B', [100, 220], [140, 220], [140, 20], [300, 20]);
    expect(faults({ shapes, edges: [down, up] })).toEqual(['AToD crosses CToB']);
    const through = edge('A', 'D', [50, 80], [50, 140], [350, 140], [350, 200]);
    expect(faults({ shapes, edges: [through] })).toEqual(['AToD runs through E']);
    expect(faults({ shapes, edges: [edge('A', 'B', [100, 40], [300, 50])] })).toEqual(['AToB slants']);
    expect(faults({ shapes, edges: [edge('A', 'B', [100, 40], [250, 40])] })).toEqual([
      'AToB does not end at its shapes',
    ]);
  });

  test('sees labels on steps, flows and other labels', () => {
    const labelled = (x: number, y: number) => ({
      ...edge('A', 'B', [100, 40], [300, 40]),
      label: box(x, y, 40, 15),
    });
    expect(faults({ shapes: [a, b], edges: [labelled(150, 20)] })).toEqual([]);
    expect(faults({ shapes: [a, b], edges: [labelled(150, 30)] })).toEqual([
      'the label of AToB lies on AToB',
    ]);
    expect(faults({ shapes: [a, b], edges: [labelled(280, 20)] })).toEqual(['the label of AToB lies on B']);
    const named = { ...c, label: box(150, 20, 40, 15) };
    expect(faults({ shapes: [a, b, named], edges: [labelled(160, 22)] })).toContain(
      'the label of C lies on the label of AToB',
    );
  });
});
