import { Duration } from 'luxon';
import { z } from 'zod';
import { exactlyOneOf, object } from '../../platform/shapes.js';
import type { ScenarioStep } from '../types.js';

export const text = z.string({ error: '应为文字' });
export const record = z.record(z.string(), z.unknown(), { error: '应为 { … }' });

/** What a step may expect, with or without an act. */
const outcome = {
  in: text.optional(),
  open: z.array(text, { error: '应为环节编号的列表' }).optional(),
  end: text.optional(),
};
/** Who acts, and with which form. */
const personalFields = { ...outcome, as: text, form: text.optional(), data: record.optional() };
const duration = text.refine((text) => Duration.fromISO(text).isValid, {
  error: '应为 ISO 8601 时长，如 PT24H',
});

type Personal = z.output<z.ZodObject<typeof personalFields>>;

/** A step of somebody at an element of the diagram. */
function personalStep<Kind extends 'start' | 'complete' | 'record'>(kind: Kind) {
  const shape = object({ ...personalFields, [kind]: text });
  return shape.transform((step): ScenarioStep => {
    const { as, form, data, ...others } = step as Personal & Record<Kind, string>;
    const { [kind]: elementId, ...expected } = others as Record<string, unknown>;
    const filled = { ...(form === undefined ? {} : { form }), ...(data === undefined ? {} : { data }) };
    return { act: { kind, elementId: elementId as string, as, ...filled }, ...expected };
  });
}

const acts = {
  start: personalStep('start'),
  complete: personalStep('complete'),
  record: personalStep('record'),
  clock: object({ ...outcome, clock: duration }).transform(
    ({ clock: by, ...expected }): ScenarioStep => ({ act: { kind: 'clock', by }, ...expected }),
  ),
  until: object({ ...outcome, until: text }).transform(
    ({ until: elementId, ...expected }): ScenarioStep => ({ act: { kind: 'until', elementId }, ...expected }),
  ),
  jobs: object({ ...outcome, jobs: z.literal(true, { error: '应为 true' }) }).transform(
    ({ jobs: _, ...expected }): ScenarioStep => ({ act: { kind: 'jobs' }, ...expected }),
  ),
};

const look = object(outcome)
  .refine(({ open, end }) => open !== undefined || end !== undefined, {
    error: `没有动作（${Object.keys(acts).join('、')}），也没有要核对的 open 或 end`,
  })
  .transform((expected): ScenarioStep => ({ act: { kind: 'look' }, ...expected }));

/** One step as a file writes it, read as what it does and expects. */
export const stepShape = exactlyOneOf(acts, {
  none: look,
  refusal: (named) => `只能有一个动作，却有 ${named.join('、')}`,
});
