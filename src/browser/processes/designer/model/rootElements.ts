import type { Moddle } from '../types.js';
import { change, create, type Subject } from './camunda.js';

/** A message, signal, error or escalation stands once in the file, and events refer to it. */
export interface RootElement {
  name: string;
  /** Of a new error or escalation. */
  errorCode?: string;
  escalationCode?: string;
}

/** Refers to the element of that type and name, which is made when there is none; to nothing without a name. */
export function referTo(
  subject: Subject,
  holder: Moddle,
  reference: string,
  type: string,
  wanted: RootElement,
): void {
  const { designer, shape, model } = subject;
  const value = wanted.name === '' ? undefined : (known(subject, type, wanted.name) ?? made());
  if (holder === model) change(subject, { [reference]: value });
  else designer.get('modeling').updateModdleProperties(shape, holder, { [reference]: value });

  function made(): Moddle {
    const definitions = designer.getDefinitions();
    const element = create(designer, type, definitions, { ...wanted });
    const rootElements = [element, ...(definitions.get('rootElements') as Moddle[])];
    designer.get('modeling').updateModdleProperties(shape, definitions, { rootElements });
    return element;
  }
}

function known({ designer }: Subject, type: string, wanted: string): Moddle | undefined {
  const roots = designer.getDefinitions().get('rootElements') as Moddle[];
  return roots.find(({ $type, name }) => $type === type && name === wanted);
}
