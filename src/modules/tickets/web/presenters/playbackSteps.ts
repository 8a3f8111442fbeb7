import type { Badge, IconName } from '../../../../platform/web/icons.js';
import { formatMoment } from '../../../../platform/web/moments.js';
import { returnFlows } from '../../../processes/index.js';
import { eventName } from '../../model/eventNames.js';
import type { AuditEventRow } from '../../store/auditEvents.js';
import { eventDescribers } from './eventDescribers.js';
import type { EventDescription } from './eventDescription.js';
import type { PlayedStep } from './playback.js';

/** A step as text, for the list beside the player and for pages without JavaScript. */
export interface PlaybackStep {
  index: number;
  position: number;
  at: { iso: string; text: string };
  actor: string;
  text: string;
  place: string | null;
  icon: IconName;
  tone: Badge['tone'];
  /** Immediate consequences. */
  notes: string[];
  badges: Badge[];
}

const returned: Badge = { text: '退回', icon: 'arrow-back-up', tone: 'now' };
const withdrawn: Badge = { text: '撤回', icon: 'arrow-back-up', tone: 'now' };

export function playbackSteps(steps: readonly PlayedStep[], timeZone: string): PlaybackStep[] {
  const back = new Map(steps.map(({ definition }) => [definition, returnFlows(definition.row.elements)]));
  return steps.map((step, index) => {
    const { events, definition } = step;
    const [cause, ...followed] = events;
    const { note, ...description } = describeEvent(cause, timeZone);
    const place = definition.elements.get(cause.elementId ?? '')?.name ?? null;
    const isReturn = events.some(
      ({ type, elementId }) => type === 'flow.taken' && back.get(definition)?.has(elementId ?? ''),
    );
    const isOtherVersion = index > 0 && steps[index - 1]?.definition !== definition;
    return {
      index,
      position: index + 1,
      at: { iso: cause.at, text: formatMoment(cause.at, timeZone) },
      actor: cause.actorName,
      text: description.text,
      place: place && !description.text.includes(place) ? place : null,
      icon: description.icon,
      tone: description.tone,
      notes: [...(note ? [note] : []), ...followed.flatMap((event) => noteOf(event, timeZone))],
      badges: [
        ...(isReturn || cause.type === 'task.returned' ? [returned] : []),
        ...(cause.type === 'task.withdrawn' ? [withdrawn] : []),
        ...(isOtherVersion ? [versionBadge(definition.row.version)] : []),
      ],
    };
  });
}

function describeEvent(event: AuditEventRow, timeZone: string): EventDescription {
  return (
    eventDescribers[event.type]?.(event.data, timeZone) ?? {
      text: eventName(event.type),
      icon: 'route',
      tone: 'muted',
    }
  );
}

function noteOf(event: AuditEventRow, timeZone: string): string[] {
  const description = eventDescribers[event.type]?.(event.data, timeZone);
  if (!description) return [];
  const about = description.note ?? description.ticket;
  return [about ? `${description.text}，${about}` : description.text];
}

function versionBadge(version: number): Badge {
  return { text: `改按第 ${version} 版流程`, icon: 'sitemap', tone: 'info' };
}
