import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { step } from '../../src/bpmn/step.js';
import type { EngineCommand } from '../../src/bpmn/types.js';
import {
  boundary,
  end,
  exclusive,
  flow,
  load,
  processXml,
  start,
  task,
  testNow,
  timer,
} from './support/diagrams.js';
import { type EngineTicket, stepOnEngine } from './support/stepOnEngine.js';

const zone = 'Asia/Shanghai';
const parallel = (id: string) => `<bpmn:parallelGateway id="${id}" />`;
const loop = `<bpmn:multiInstanceLoopCharacteristics camunda:collection="items" />`;

/** Fork -> { loop of tasks with a repeating reminder, decision -> b | c } -> join -> sub-process of a task and a service. */
const everything = processXml(
  `${start}${parallel('fork')}${task('a', '', loop)}${boundary('remind', 'a', false, timer('timeCycle', 'R3/PT1H'))}${task('r')}` +
    `<bpmn:endEvent id="reminded" />${exclusive('x', 'c')}${task('b')}${task('c')}${exclusive('m')}${parallel('join')}` +
    `<bpmn:subProcess id="sub"><bpmn:startEvent id="s" />${task('d')}<bpmn:serviceTask id="v" camunda:type="external" camunda:topic="topic" /><bpmn:endEvent id="e" />` +
    `${flow('s', 'd')}${flow('d', 'v')}${flow('v', 'e')}</bpmn:subProcess>${end}` +
    `${flow('start', 'fork')}${flow('fork', 'a')}${flow('fork', 'x')}${flow('remind', 'r')}${flow('r', 'reminded')}${flow('x', 'b', 'items[1] = 1')}` +
    `${flow('x', 'c')}${flow('b', 'm')}${flow('c', 'm')}${flow('a', 'join')}${flow('m', 'join')}${flow('join', 'sub')}${flow('sub', 'end')}`,
);

describe('on the Engine of bpmn-engine', () => {
  it('our element types come to the same tasks, timers, services and states as `step`', async () => {
    const definition = await load(everything);
    const variables = { items: [1, 2, 3] };
    const start: EngineCommand = { type: 'start', variables };
    let ours = step(definition, null, start, testNow, zone);
    let theirs: EngineTicket | null = null;
    const take = async (command: EngineCommand) => {
      const next = await stepOnEngine(definition, theirs, command, testNow, zone);
      theirs = next;
      return next.result;
    };
    expect(await take(start)).toEqual(ours);
    const seen = new Set<string>();
    for (let fired = 0; !ours.ended; ) {
      const [timer] = fired < 2 ? ours.timers : [];
      const [service] = ours.serviceRequests;
      const wait = timer ?? service ?? ours.tasks.at(-1);
      if (!wait) throw new Error('nothing waits');
      const type = timer ? 'fireTimer' : service ? 'completeService' : 'completeTask';
      if (timer) fired += 1;
      seen.add(wait.elementId);
      const command = { type, executionId: wait.executionId, variables } as EngineCommand;
      ours = step(definition, ours.state, command, testNow, zone);
      expect(await take(command)).toEqual(ours);
    }
    expect([...seen].sort()).toEqual(['a', 'b', 'd', 'r', 'remind', 'v']);
  });
});

test.each(['bpmn-engine', 'bpmn-elements', 'bpmn-moddle', 'moddle-context-serializer', 'smqp'])(
  'the lock file has one version of %s, and it is installed for production',
  (name) => {
    const file = join(import.meta.dirname, '../../package-lock.json');
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as {
      packages: Record<string, { version?: string; dev?: boolean; link?: boolean }>;
    };
    const found = Object.entries(packages).filter(
      ([path, { link }]) => path.endsWith(`node_modules/${name}`) && !link,
    );
    expect(found.map(([path]) => path)).toEqual([`node_modules/${name}`]);
    expect(found[0]?.[1].dev).toBeUndefined();
  },
);
