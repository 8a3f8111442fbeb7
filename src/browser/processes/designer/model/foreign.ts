import { change, extensionsOf, replaceExtensions, type Subject } from './camunda.js';

/** Takes an attribute or the extension elements of another tool out of an element. */
export function removeForeign(subject: Subject, name: string): void {
  if (extensionsOf(subject.model, name).length > 0) replaceExtensions(subject, name, []);
  else change(subject, { [name]: undefined });
}
