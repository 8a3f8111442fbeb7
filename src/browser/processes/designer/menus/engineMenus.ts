import type { Shape } from '../types.js';

type Entries = Record<string, unknown>;
interface Menu {
  registerProvider(...argumentsOfMenu: unknown[]): void;
}
interface PopupMenu extends Menu {
  open(target: unknown, id: string, position: unknown, options?: object): void;
}

/** Titles of menus that the editor opens without one. */
const titles: Record<string, string> = { 'color-picker': '颜色', 'align-elements': '对齐与等距' };

/** Events, tasks and gateways that this engine runs; the names are those of the editor. */
const supportedReplacements = new Set(
  [
    'user-task service-task send-task receive-task rule-task call-activity',
    'collapsed-subprocess expanded-subprocess subprocess event-subprocess',
    'exclusive-gateway parallel-gateway inclusive-gateway event-based-gateway',
    'none-start none-end none-intermediate-throw none-start-event none-end-event none-intermediate-throwing',
    'timer-intermediate-catch message-intermediate-catch error-end terminate-end',
    'signal-intermediate-catch conditional-intermediate-catch',
    'message-intermediate-throw signal-intermediate-throw message-end signal-end',
    'message-boundary non-interrupting-message-boundary signal-boundary non-interrupting-signal-boundary',
    'conditional-boundary non-interrupting-conditional-boundary',
    'signal-start conditional-start non-interrupting-signal-start non-interrupting-conditional-start',
    'timer-boundary non-interrupting-timer-boundary error-boundary',
    'message-start timer-start error-start non-interrupting-message-start non-interrupting-timer-start',
    'escalation-intermediate-throw escalation-end escalation-start non-interrupting-escalation-start',
    'escalation-boundary non-interrupting-escalation-boundary',
    'sequence-flow default-flow expanded-pool',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => `replace-with-${name}`),
);

const offeredLoops = ['toggle-parallel-mi', 'toggle-sequential-mi', 'toggle-non-interrupting'];
const unwantedTools = ['create.data-object', 'create.data-store'];

/** After the providers of the editor, so that their entries can be removed. */
const afterEditorPriority = 500;

/** Removes from the menus what the engine would refuse. */
class EngineMenus {
  static $inject = ['palette', 'popupMenu'];

  constructor(palette: Menu, popupMenu: PopupMenu) {
    palette.registerProvider(afterEditorPriority, { getPaletteEntries: () => without(unwantedTools) });
    const open = popupMenu.open.bind(popupMenu);
    popupMenu.open = (target, id, position, options) =>
      open(target, id, position, { title: titles[id], ...options });
    popupMenu.registerProvider('bpmn-replace', afterEditorPriority, {
      getPopupMenuEntries: (shape: Shape) => (entries: Entries) =>
        pick(entries, (name) => supportedReplacements.has(name) && isAllowedAt(name, shape)),
      getPopupMenuHeaderEntries: () => (entries: Entries) =>
        pick(entries, (name) => offeredLoops.includes(name)),
    });
  }
}

const eventStart =
  /^replace-with-(?:non-interrupting-)?(message|timer|signal|conditional|error|escalation)-start$/;
/** What may start a ticket. */
const startsProcess = /^replace-with-(message|timer|signal)-start$/;

/** Where errors and escalations come from (`checkRaised`). */
const raisingHosts: Record<string, RegExp> = {
  error: /^bpmn:(ServiceTask|SendTask|BusinessRuleTask|CallActivity|SubProcess)$/,
  escalation: /^bpmn:(CallActivity|SubProcess)$/,
};

/** Which events may stand at an edge depends on the step, and which may start on what they start. */
function isAllowedAt(name: string, { host, businessObject }: Shape): boolean {
  const starts = businessObject.$parent;
  if (eventStart.test(name))
    return (
      starts?.triggeredByEvent === true || (starts?.$type === 'bpmn:Process' && startsProcess.test(name))
    );
  const [, raised = ''] = /(error|escalation)-boundary$/.exec(name) ?? [];
  return raisingHosts[raised]?.test(host?.type ?? '') ?? true;
}

function without(unwanted: readonly string[]) {
  return (entries: Entries) => pick(entries, (name) => !unwanted.includes(name));
}

function pick(entries: Entries, test: (name: string) => boolean): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => test(name)));
}

export const engineMenusModule = { __init__: ['engineMenus'], engineMenus: ['type', EngineMenus] };
