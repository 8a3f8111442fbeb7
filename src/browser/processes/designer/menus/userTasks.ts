interface ElementFactory {
  createShape(attributes: Record<string, unknown>): unknown;
}

/** A task that nobody and nothing does can't run, so what is drawn as a task is a user task. */
class UserTasks {
  static $inject = ['elementFactory'];

  constructor(elementFactory: ElementFactory) {
    const create = elementFactory.createShape.bind(elementFactory);
    elementFactory.createShape = (attributes) => {
      const isPlain = attributes?.type === 'bpmn:Task' && !attributes.businessObject;
      return create(isPlain ? { ...attributes, type: 'bpmn:UserTask' } : attributes);
    };
  }
}

export const userTasksModule = { __init__: ['userTasks'], userTasks: ['type', UserTasks] };
