import type { Point, Services, Shape } from '../types.js';

interface Menu {
  registerProvider(priority: number, provider: object): void;
}
interface ElementFactory {
  createShape(attributes: Record<string, unknown>): Shape;
}
interface Create {
  start(event: Event, shape: Shape): void;
}
interface Selection {
  select(shape: Shape): void;
}
interface ShapeModeling {
  createShape(attributes: Record<string, unknown>, at: Point, host: Shape, hints: object): Shape;
}

/** After those of the editor, before what the engine doesn't run is taken out. */
const afterEditorPriority = 800;

const timer = { eventDefinitionType: 'bpmn:TimerEventDefinition' };
const timerHosts =
  /^bpmn:(UserTask|ServiceTask|SendTask|BusinessRuleTask|ReceiveTask|CallActivity|SubProcess)$/;

/** Tools that the editor of bpmn-js hides behind two steps: timers, service tasks and called processes. */
class OwnTools {
  static $inject = [
    'palette',
    'contextPad',
    'elementFactory',
    'create',
    'modeling',
    'selection',
    'bpmnFactory',
  ];

  constructor(
    palette: Menu,
    contextPad: Menu,
    private readonly elementFactory: ElementFactory,
    private readonly create: Create,
    private readonly modeling: ShapeModeling,
    private readonly selection: Selection,
    private readonly bpmnFactory: Services['bpmnFactory'],
  ) {
    palette.registerProvider(afterEditorPriority, {
      getPaletteEntries: () => (entries: Record<string, Record<string, unknown>>) => ({
        ...withUserTaskSign(entries, 'create.task'),
        ...this.paletteEntries(),
      }),
    });
    contextPad.registerProvider(afterEditorPriority, {
      getContextPadEntries: (shape: Shape) => (entries: Record<string, Record<string, unknown>>) => ({
        ...withUserTaskSign(entries, 'append.append-task'),
        ...(timerHosts.test(shape.type) ? { 'attach.timer': this.timerEntry() } : {}),
      }),
    });
  }

  private paletteEntries() {
    return {
      'create.service-task': this.tool('activity', 'bpmn-icon-service-task', '服务任务（系统自动办理）', {
        type: 'bpmn:ServiceTask',
      }),
      'create.call-activity': this.tool('activity', 'bpmn-icon-call-activity', '调用流程', {
        type: 'bpmn:CallActivity',
      }),
      'create.timer-event': this.tool(
        'event',
        'bpmn-icon-intermediate-event-catch-timer',
        '定时事件（放在环节边上即为时限）',
        { type: 'bpmn:IntermediateCatchEvent', ...timer },
      ),
    };
  }

  private tool(group: string, className: string, title: string, attributes: Record<string, unknown>) {
    const start = (event: Event) => this.create.start(event, this.elementFactory.createShape(attributes));
    return { group, className, title, action: { dragstart: start, click: start } };
  }

  private timerEntry() {
    return {
      group: 'model',
      className: 'bpmn-icon-intermediate-event-catch-non-interrupting-timer',
      title: '加时限（边界定时）',
      action: { click: (_: Event, shape: Shape) => this.attachTimer(shape) },
    };
  }

  private attachTimer(host: Shape): void {
    const timeDuration = this.bpmnFactory.create('bpmn:FormalExpression', { body: 'PT24H' });
    const eventDefinitionAttrs = { timeDuration };
    const attributes = { type: 'bpmn:BoundaryEvent', cancelActivity: false, ...timer, eventDefinitionAttrs };
    const at = { x: host.x + host.width - 25, y: host.y + host.height };
    this.selection.select(this.modeling.createShape(attributes, at, host, { attach: true }));
  }
}

function withUserTaskSign(entries: Record<string, Record<string, unknown>>, name: string) {
  const entry = entries[name];
  return entry ? { ...entries, [name]: { ...entry, className: 'bpmn-icon-user-task' } } : entries;
}

export const ownToolsModule = { __init__: ['ownTools'], ownTools: ['type', OwnTools] };
