import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { checkDefinition } from '../../../../../src/bpmn/checkDefinition.js';
import { standardGroups } from '../../../../../src/modules/people/model/groups.js';
import {
  type OrganizationNode,
  selectOrganization,
} from '../../../../../src/modules/people/store/organization.js';
import {
  deployDefinition,
  type Publication,
} from '../../../../../src/modules/processes/steps/deployDefinition.js';
import { services } from '../../../../../src/modules/tickets/services/index.js';
import { systemActor } from '../../../../../src/platform/actor.js';
import { type Runtime, runCommand } from '../../../../../src/platform/runCommand.js';
import { definitions } from '../../../../bpmn/support/bpmnXml.js';

/** The form that says yes or no to the organisation shown above it. */
export const consentForm = {
  $id: 'organization-consent',
  title: '组织架构审批',
  type: 'object',
  additionalProperties: false,
  properties: { agreed: { title: '同意', type: 'boolean' } },
  'x-ui': { summaryOf: ['organization-editor'] },
};

const properties =
  '<bpmn:extensionElements><camunda:properties><camunda:property name="starterGroups" value="service-engineer,hr,admin" /></camunda:properties></bpmn:extensionElements>';
const handOn = (content: string) => `<bpmn:extensionElements>${content}</bpmn:extensionElements>`;
const publishing = (id: string) =>
  `<bpmn:serviceTask id="${id}" name="发布" camunda:type="external" camunda:topic="publishOrganization">${handOn(
    `<camunda:inputOutput><camunda:inputParameter name="organization">\${organization}</camunda:inputParameter><camunda:inputParameter name="effectiveOn">\${if effectiveOn = null then "2026-01-01" else effectiveOn}</camunda:inputParameter></camunda:inputOutput>`,
  )}</bpmn:serviceTask>`;
const approving =
  '<bpmn:userTask id="approve" name="审批" camunda:formKey="organization-consent" camunda:candidateGroups="hr,admin,service-engineer,board" />';
const calling = (key: string) =>
  `<bpmn:callActivity id="call" name="调用" calledElement="${key}">${handOn('<camunda:in source="organization" target="organization" />')}</bpmn:callActivity>`;

/** A process that takes an organisation and publishes it: directly, after an approval, or by another process that it calls. */
export function grantingXml(
  key: string,
  way: 'directly' | 'approved' | { calls: string } | 'called',
): string {
  const steps = {
    directly: [publishing('publish')],
    approved: [approving, publishing('publish')],
    called: [publishing('publish')],
  };
  const middle = typeof way === 'string' ? steps[way] : [calling(way.calls)];
  const start = way === 'called' ? '' : ' camunda:formKey="organization-editor"';
  const ids = ['start', ...middle.map((xml) => /id="(\w+)"/.exec(xml)?.[1] ?? ''), 'end'];
  const flows = ids
    .slice(1)
    .map((id, index) => `<bpmn:sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${id}" />`);
  return definitions(
    `<bpmn:process id="${key}" name="调整 ${key}" isExecutable="true">${properties}<bpmn:startEvent id="start"${start} />${middle.join('')}<bpmn:endEvent id="end" />${flows.join('')}</bpmn:process>`,
  );
}

/** Puts a process into force: as somebody's publication, or without one as a file of the folder. */
export async function deployGranting(
  runtime: Runtime,
  key: string,
  xml: string,
  publishedBy: { owner: number; second: number } | null,
  changedForms: Record<string, object> = {},
): Promise<void> {
  const editor = await readFile(join('forms', 'organization-editor.schema.json'), 'utf8');
  const texts = { 'organization-editor': editor, 'organization-consent': JSON.stringify(consentForm) };
  const forms = new Map(Object.entries(texts).map(([title, text]) => [title, { title, text }]));
  for (const [formKey, form] of Object.entries(changedForms))
    forms.set(formKey, { title: formKey, text: JSON.stringify(form) });
  const checked = await checkDefinition(xml, {
    formKeys: new Set(forms.keys()),
    groups: new Set(standardGroups.map(({ id }) => id)),
    topics: new Set(services.keys()),
    processKeys: new Set(['trusted-publication', 'owned-publication']),
    taskActions: new Set<string>(),
    rules: new Set<string>(),
  });
  const publication: Publication | undefined = publishedBy
    ? { publishedBy: publishedBy.owner, approvedBy: publishedBy.second, comment: '改' }
    : undefined;
  await runCommand(runtime, systemActor, deployDefinition, { source: key, xml, checked, forms, publication });
}

/** The organisation in force as the form takes it, in which the holders of a position get a group more. */
export async function organizationGranting(
  db: Knex,
  position: string,
  group: string,
): Promise<OrganizationNode[]> {
  const organization = await selectOrganization(db);
  return organization.map(({ duties, positions, ...node }) => ({
    ...node,
    ...(duties === null ? {} : { duties }),
    positions: positions.map(({ name, headcount, duties: sheet, groups }) => ({
      name,
      headcount: headcount ?? 1,
      duties: sheet ?? '按岗位说明书',
      groups: name === position ? [...groups, group] : groups,
    })),
  })) as OrganizationNode[];
}
