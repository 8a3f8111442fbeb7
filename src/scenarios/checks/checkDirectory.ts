import { selectOrganization } from '../../modules/people/index.js';
import { findActor } from '../acts/findActor.js';
import type { ScenarioSite } from '../sites/site.js';
import type { DirectoryExpectation } from '../types.js';
import { mismatches } from './matches.js';

/** What is not as expected in the directory of departments and positions. */
export async function checkDirectory(
  { runtime }: ScenarioSite,
  { inForce = {}, former = [] }: DirectoryExpectation,
): Promise<string[]> {
  const nodes = await selectOrganization(runtime.db);
  const found = Object.fromEntries(
    nodes.map((node) => [
      node.name,
      Object.fromEntries(node.positions.map(({ name, headcount }) => [name, headcount])),
    ]),
  );
  const missing = Object.keys(inForce).filter((name) => !found[name]);
  const kept: { name: string }[] = await runtime.db('departments').where({ active: false }).select('name');
  return [
    ...missing.map((name) => `组织目录中应有现行部门「${name}」，却没有`),
    ...Object.entries(inForce).flatMap(([name, positions]) =>
      found[name] ? mismatches(`部门「${name}」`, positions, found[name]) : [],
    ),
    ...former
      .filter((name) => !kept.some((department) => department.name === name))
      .map((name) => `部门「${name}」应留作历史（不再生效），却不是`),
  ];
}

/** Whose groups (what they may take) are not as expected. */
export async function checkGroups(site: ScenarioSite, expected: Record<string, string[]>): Promise<string[]> {
  const problems: string[] = [];
  for (const [login, groups] of Object.entries(expected)) {
    const person = await findActor(site, login);
    const [wanted, found] = [[...groups].sort(), [...person.groups].sort()];
    if (wanted.join() !== found.join())
      problems.push(
        `${person.name}应属于组 ${wanted.join('、') || '（无）'}，实为 ${found.join('、') || '（无）'}`,
      );
  }
  return problems;
}
