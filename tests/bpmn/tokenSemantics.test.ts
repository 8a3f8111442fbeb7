import { Engine } from 'bpmn-engine';
import { BpmnModdle } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { end, exclusive, flow, processXml, start, Ticket, task } from './support/diagrams.js';
import { discardAsStock } from './support/discardAsStock.js';
import { playSeed } from './support/play.js';

const parallel = (id: string) => `<bpmn:parallelGateway id="${id}" />`;

/** Fork -> { decision -> a | b -> merge, c } -> join -> next: completing c must not start `next` while a is open. */
const forkWithDecision = processXml(
  `${start}${parallel('fork')}${exclusive('x', 'b')}${task('a')}${task('b')}${exclusive('m')}${task('c')}${parallel('join')}${task('next')}${end}` +
    `${flow('start', 'fork')}${flow('fork', 'x')}${flow('fork', 'c')}${flow('x', 'a', 'true')}${flow('x', 'b')}${flow('a', 'm')}${flow('b', 'm')}` +
    `${flow('m', 'join')}${flow('c', 'join')}${flow('join', 'next')}${flow('next', 'end')}`,
);

describe('an untaken flow carries nothing', () => {
  it('a join waits for the open branch, and the ticket ends', async () => {
    const ticket = await Ticket.start(forkWithDecision);
    expect(ticket.open).toEqual(['a', 'c']);
    ticket.complete('c');
    expect(ticket.open).toEqual(['a']);
    ticket.complete('a');
    expect(ticket.open).toEqual(['next']);
    expect(ticket.complete('next').ended).toBe(true);
  });

  it('the stock engine joins too early (the day this fails, our element types may go)', async () => {
    const xml = forkWithDecision.replace('>true<', '>${environment.variables.yes}<');
    const moddleContext = (await new BpmnModdle().fromXML(xml)) as never;
    const engine = new Engine({ name: 'stock', moddleContext } as never);
    const execution = await engine.execute({ variables: { yes: true } } as never);
    const open = () => execution.getPostponed().map(({ id }) => id);
    expect(open()).toEqual(expect.arrayContaining(['a', 'c']));
    execution
      .getPostponed()
      .find(({ id }) => id === 'c')
      ?.signal();
    expect(open()).toContain('a');
    expect(open()).toContain('next');
    engine.stop();
  });
});

describe('compensation', () => {
  it('of the stock engine neither waits, nor asks which activity is meant (the day this fails, ours may go)', async () => {
    const undoable = (id: string) =>
      `${task(id)}<bpmn:boundaryEvent id="${id}_c" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>` +
      `${task(`undo-${id}`, 'isForCompensation="true"')}<bpmn:association id="${id}_a" sourceRef="${id}_c" targetRef="undo-${id}" />`;
    const thrown =
      '<bpmn:intermediateThrowEvent id="t"><bpmn:compensateEventDefinition activityRef="a" /></bpmn:intermediateThrowEvent>';
    const ids = ['start', 'a', 'b', 't', 'next', 'end'];
    const flows = ids.slice(1).map((id, index) => flow(ids[index] as string, id));
    const xml = processXml(
      [start, undoable('a'), undoable('b'), thrown, task('next'), end, ...flows].join(''),
    );
    const moddleContext = (await new BpmnModdle().fromXML(xml)) as never;
    const execution = await new Engine({ name: 'stock', moddleContext } as never).execute();
    for (const id of ['a', 'b']) execution.signal({ id } as never);
    expect(execution.getPostponed().map(({ id }) => id)).toEqual(['next', 'undo-a', 'undo-b']);
    execution.stop();
  });
});

describe('the token game', () => {
  it('notices when untaken flows carry a discard, as those of the stock engine do', async () => {
    const restore = discardAsStock();
    let noticed = 0;
    try {
      for (let seed = 1; seed <= 60 && noticed < 3; seed += 1) {
        await playSeed(seed).catch(() => {
          noticed += 1;
        });
      }
    } finally {
      restore();
    }
    expect(noticed).toBe(3);
  });
});
