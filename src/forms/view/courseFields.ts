import type { Form } from '../schema/types.js';

/**
 * Decisions and opinions of the forms that were delivered before fields could say so by `x-ui.inCourse`. Tickets under way
 * stay on those versions.
 */
const courseFieldsWithoutHint: Readonly<Record<string, readonly string[]>> = {
  'acceptance-certificate': ['acceptancePassed'],
  'arrival-confirmation': ['arrivalComplete', 'siteReady'],
  'commissioning-record': ['commissioningPassed'],
  'customer-confirmation': ['customerConfirmed', 'confirmationRemarks'],
  'department-functions': ['opinionTreatment'],
  'levels-confirmation': ['levelsConfirmed', 'opinion'],
  'market-support-approval': ['requestApproved', 'opinion'],
  'onsite-service-record': ['customerOpinion'],
  'organization-approval': ['organizationApproved', 'opinion'],
  'organization-review': ['organizationReviewed', 'opinion'],
  'outsourced-inspection': ['inspectionResult'],
  'position-headcount': ['opinionTreatmentPositions'],
  'quality-analysis': ['qualityTreatment'],
  'schedule-review': ['planApproved', 'opinion'],
  'service-information-feedback': ['customerOpinion'],
  'strategy-approval': ['strategyApproved', 'opinion'],
  'strategy-review': ['strategyReviewed', 'opinion'],
};

/** Names of the fields whose values the ticket's course (办理经过) shows: decisions and opinions. */
export function courseFields({ key, schema }: Form): ReadonlySet<string> {
  const fields = Object.entries(schema.properties);
  const named = fields.filter(([, property]) => property['x-ui']?.inCourse === true).map(([name]) => name);
  const saysSo = fields.some(([, property]) => property['x-ui']?.inCourse !== undefined);
  return new Set(saysSo ? named : (courseFieldsWithoutHint[key] ?? []));
}
