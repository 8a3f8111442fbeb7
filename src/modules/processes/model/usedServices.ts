import { readTopics } from '../../../bpmn/readTopics.js';
import type { DesignerTools, ServiceDescription } from '../steps/designerTools.js';

/** The services that a diagram uses, in the order in which the designer offers them. */
export async function usedServices(
  { services }: Pick<DesignerTools, 'services'>,
  xml: string,
): Promise<ServiceDescription[]> {
  const topics = await readTopics(xml);
  return services.filter(({ id }) => topics.has(id));
}
