import type { Knex } from 'knex';
import type { ForeignHint, ImportQuestion } from '../../../bpmn/foreign/importReport.js';
import type { KnownFields } from '../../../bpmn/names/knownData.js';
import type { StyleMend } from '../../../bpmn/style/types.js';
import type { CheckedDefinition, DefinitionProblem } from '../../../bpmn/types.js';
import { checkFormSet } from '../../../forms/schema/loadForms.js';
import { parseForm } from '../../../forms/schema/parseForm.js';
import type { Form } from '../../../forms/schema/types.js';
import { knownFields } from '../../../forms/variables/knownFields.js';
import { InvalidFormDefinition } from '../../../platform/errors.js';
import { selectGroups } from '../../people/index.js';
import { serviceRules } from '../model/serviceRules.js';
import { taskActions } from '../model/taskActions.js';
import { selectProcessKeys } from '../store/processDefinitions.js';
import { selectDraftForms } from '../store/processDraftForms.js';
import { selectCalledFields } from './calledFields.js';
import { checkCalls } from './checkCalls.js';
import type { DesignerTools } from './designerTools.js';
import type { CatalogForm, FormCatalog } from './formCatalog.js';

/** One thing to look at before publishing; an error must be corrected, a warning should be. */
export interface DraftProblem {
  elementId: string | null;
  elementName: string | null;
  message: string;
  severity: 'error' | 'warning';
  /** What the editor can do about it at a click. */
  mend: DraftMend | null;
}

export type DraftMend =
  | StyleMend
  | NonNullable<ForeignHint['mend']>
  | ImportQuestion['mend']
  | NonNullable<DefinitionProblem['mend']>
  | { kind: 'setProcessId'; label: string; id: string }
  /** Every expression of the element that reads `from` becomes `to`. */
  | { kind: 'replaceExpression'; label: string; from: string; to: string };

export interface CheckedDraft {
  checked: CheckedDefinition;
  problems: DraftProblem[];
  /** The forms that the diagram may name; the draft's own replace the published ones. */
  forms: Map<string, CatalogForm>;
}

/** Finds the errors that prevent the publication of a draft, and the warnings. */
export async function checkDraft(
  db: Knex,
  tools: DesignerTools,
  draft: { id: number; processKey: string },
  xml: string,
): Promise<CheckedDraft> {
  const changed = await selectDraftForms(db, draft.id);
  const forms = new Map(changed.map(({ formKey, schema }) => [formKey, schema]));
  return checkCandidate(db, tools, { processKey: draft.processKey, xml, forms });
}

/** A diagram with forms that would replace the department's. */
export interface Candidate {
  processKey: string;
  xml: string;
  forms: ReadonlyMap<string, string>;
}

/** Checks a diagram with forms that are not stored as a draft. */
export async function checkCandidate(
  db: Knex,
  tools: DesignerTools,
  { processKey, xml, forms: changed }: Candidate,
): Promise<CheckedDraft> {
  const { forms, problems: formProblems } = await withChangedForms(db, tools.forms, changed);
  const serviceResults = new Map(tools.services.map(({ id, results }) => [id, results]));
  const called = await selectCalledFields(db, tools.diagrams, xml, serviceResults);
  const { checked, questions, hints, style } = await tools.diagrams.check(xml, {
    formKeys: new Set(forms.keys()),
    groups: new Set((await selectGroups(db)).map(({ id }) => id)),
    fields: fieldsNamedIn(xml, forms.values()),
    topics: new Set(tools.services.map(({ id }) => id)),
    called,
    serviceResults,
    processKeys: new Set([...(await selectProcessKeys(db)), processKey]),
    taskActions: new Set(taskActions),
    rules: new Set(Object.keys(serviceRules)),
  });
  const calling = { key: processKey, name: checked.name, xml };
  const cycles = checked.key === '' ? [] : await checkCalls(db, tools.diagrams, calling);
  const refusals = withSeverity('error', [...checked.problems, ...cycles]);
  const asWarning = <Hint>(hint: Hint) => ({ ...hint, severity: 'warning' as const });
  const problems = [
    ...refusals,
    ...wrongKey(checked, processKey),
    ...formProblems,
    ...unusedForms(checked, changed),
    ...[...questions, ...hints].map(asWarning),
    ...withSeverity('warning', checked.warnings),
    ...style.map(({ severity = 'warning', ...problem }) => ({ ...problem, severity })),
  ];
  return { checked, problems, forms };
}

function withSeverity(severity: DraftProblem['severity'], problems: DefinitionProblem[]): DraftProblem[] {
  return problems.map(({ proposal, mend = null, ...problem }) => ({
    ...problem,
    severity,
    mend: proposal ? { kind: 'replaceExpression', label: `改为 ${proposal.to}`, ...proposal } : mend,
  }));
}

/** The fields of the forms that a diagram may name, by their keys. */
export function fieldsNamedIn(xml: string, forms: Iterable<{ form: Form }>): Map<string, KnownFields> {
  const named = [...forms].filter(({ form }) => xml.includes(form.key));
  return new Map(named.map(({ form }) => [form.key, knownFields(form)]));
}

/** The department's forms, the changed ones replaced, and the problems of the changed ones. */
async function withChangedForms(db: Knex, catalog: FormCatalog, changed: ReadonlyMap<string, string>) {
  const entries = await catalog.entries(db);
  const forms = new Map(entries.map((entry) => [entry.form.key, entry]));
  const problems = [...changed].flatMap(([key, text]) =>
    problemOf(() => {
      forms.set(key, { form: parseForm(`${key}.schema.json`, text), text });
    }),
  );
  if (problems.length > 0 || changed.size === 0) return { forms, problems };
  const allForms = new Map([...forms].map(([key, { form }]) => [key, form]));
  return { forms, problems: problemOf(() => checkFormSet(allForms)) };
}

function problemOf(check: () => void): DraftProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof InvalidFormDefinition)) throw error;
    return [{ elementId: null, elementName: null, message: error.message, severity: 'error', mend: null }];
  }
}

/** Only forms that the diagram names are published with it. */
function unusedForms(checked: CheckedDefinition, changed: ReadonlyMap<string, string>): DraftProblem[] {
  if (checked.key === '') return [];
  return [...changed.keys()]
    .filter((key) => !checked.formKeys.includes(key))
    .map((key) => ({
      elementId: null,
      elementName: null,
      message: `表单「${key}」在草稿中修改过，但没有环节使用它，不会随流程发布。`,
      severity: 'warning',
      mend: null,
    }));
}

/** A diagram with another key would become another process. */
function wrongKey(checked: CheckedDefinition, processKey: string): DraftProblem[] {
  if (checked.key === '' || checked.key === processKey) return [];
  return [
    {
      elementId: checked.key,
      elementName: checked.name,
      message: `流程的编号是「${checked.key}」，应与草稿的流程编号「${processKey}」一致。`,
      severity: 'error',
      mend: { kind: 'setProcessId', label: `把编号改为 ${processKey}`, id: processKey },
    },
  ];
}
