import { childrenOf } from '../diagram.js';
import type { ModdleElement } from '../parseDiagram.js';

/**
 * Who does a task in the words of the standard (resource roles, as Activiti 5 and jBPM write them): `user(a)`, `group(b)`
 * or a bare name, which is a person for a performer and a group for a potential owner.
 */
export function readResources(element: ModdleElement): { assignee?: string; candidateGroups?: string } {
  const persons: string[] = [];
  const groups: string[] = [];
  for (const role of (element.resources as ModdleElement[] | undefined) ?? []) {
    const isOwner = role.$type === 'bpmn:PotentialOwner';
    for (const name of namesOf(role)) {
      const [, kind, inner] = /^(user|group)\((.*)\)$/.exec(name) ?? [];
      const isGroup = kind ? kind === 'group' : isOwner && !/^[$#]\{/.test(name);
      (isGroup ? groups : persons).push(inner?.trim() ?? name);
    }
  }
  return {
    ...(persons.length === 1 && { assignee: persons[0] }),
    ...(groups.length > 0 && { candidateGroups: groups.join(',') }),
  };
}

function namesOf(role: ModdleElement): string[] {
  const expressions = childrenOf(role).flatMap((one) => childrenOf(one));
  const texts = expressions.map(({ body }) => (typeof body === 'string' ? body : ''));
  return texts
    .flatMap((text) => text.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
