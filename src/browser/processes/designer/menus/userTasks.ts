interface ElementFactory {
  createShape(attributes: Record<string, unknown>): unknown;
}

/** Makes what is drawn as a plain task a user task, since a task without a type can't run. */
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
