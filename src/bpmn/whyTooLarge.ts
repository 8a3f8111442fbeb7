import { Parser } from 'saxen';

/**
 * The most that a diagram may hold of anything that checks, layout or the engine walk. The largest diagrams that people draw
 * have a few hundred nodes; with these limits a check takes less than a second of a processor.
 */
const limits = {
  depth: { most: 60, reason: (most: number) => `流程图的嵌套超过 ${most} 层` },
  elements: { most: 20_000, reason: (most: number) => `流程图的内容（连同图形）超过 ${most} 个元素` },
  nodes: { most: 1000, reason: (most: number) => `流程图超过 ${most} 个环节（任务、事件、网关、子流程）` },
  flows: { most: 2000, reason: (most: number) => `流程图超过 ${most} 条连线` },
  points: { most: 8000, reason: (most: number) => `流程图的连线超过 ${most} 个拐点` },
  piece: { most: 50_000, reason: (most: number) => `流程图中有一段内容（标签或文字）超过 ${most} 个字符` },
  attributes: { most: 200, reason: (most: number) => `流程图中有元素的属性超过 ${most} 个` },
  attributeSize: { most: 20_000, reason: (most: number) => `流程图中有属性超过 ${most} 个字符` },
  expressions: { most: 100_000, reason: (most: number) => `流程图的条件和表达式合计超过 ${most} 个字符` },
  faults: { most: 100, reason: (most: number) => `流程图的 XML 有超过 ${most} 处写法不对` },
} as const;

type Measure = keyof typeof limits;

/** Names of elements without their prefix. */
const nodeNames = /(task|event|gateway|subProcess|transaction|callActivity)$/i;
const expressionNames =
  /(condition|conditionExpression|completionCondition|loopCardinality|timeDate|timeDuration|timeCycle|expression|inputParameter|formalExpression)$/i;

/** Ends the measuring at once, also in the middle of a tag with thousands of faults. */
class Exceeded extends Error {
  constructor(readonly measure: Measure) {
    super(measure);
  }
}

/**
 * Measures a diagram without reading it as one, in one pass that takes a few milliseconds for each 100 KB. What is no XML is
 * left to the parser.
 * @returns the limit that it exceeds as a Chinese sentence, null for none
 */
export function whyTooLarge(xml: string): string | null {
  try {
    measurePieces(xml);
    measureElements(xml);
    return null;
  } catch (error) {
    if (!(error instanceof Exceeded)) throw error;
    const { most, reason } = limits[error.measure];
    return `${reason(most)}，不予接受。`;
  }
}

/** @throws {Exceeded} */
function refuseAbove(measure: Measure, value: number): void {
  if (value > limits[measure].most) throw new Exceeded(measure);
}

/** From one `<` to the next: a tag of any length would be read as a whole before anything of it can be counted. */
function measurePieces(xml: string): void {
  for (let at = 0; at < xml.length; ) {
    const next = xml.indexOf('<', at + 1);
    refuseAbove('piece', (next === -1 ? xml.length : next) - at);
    if (next === -1) return;
    at = next;
  }
}

function measureElements(xml: string): void {
  const counts = new Map<Measure, number>();
  const add = (measure: Measure, value = 1) => {
    const sum = (counts.get(measure) ?? 0) + value;
    counts.set(measure, sum);
    refuseAbove(measure, sum);
  };
  const path: string[] = [];
  const parser = new Parser();
  parser.on('openTag', (qualified: string, readAttributes: () => Record<string, string> | false) => {
    const name = qualified.slice(qualified.indexOf(':') + 1);
    path.push(name);
    refuseAbove('depth', path.length);
    add('elements');
    if (nodeNames.test(name)) add('nodes');
    if (name === 'sequenceFlow') add('flows');
    if (name === 'waypoint') add('points');
    const values = Object.values(readAttributes() || {});
    refuseAbove('attributes', values.length);
    for (const value of values) {
      refuseAbove('attributeSize', value.length);
      if (/^\s*([$#]\{|=)/.test(value)) add('expressions', value.length);
    }
  });
  parser.on('closeTag', () => void path.pop());
  const measureText = (text: string) => {
    if (expressionNames.test(path.at(-1) ?? '')) add('expressions', text.length);
  };
  parser.on('text', measureText);
  parser.on('cdata', measureText);
  parser.on('warn', () => add('faults'));
  parser.on('error', () => parser.stop());
  parser.parse(xml);
}
