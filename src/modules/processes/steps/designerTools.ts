import type { DiagramWork } from './diagramWork.js';
import type { FormCatalog } from './formCatalog.js';
import type { ProcessFolders } from './processFolder.js';

/** A service as the designer and the publication page show it. */
export interface ServiceDescription {
  /** The topic that diagrams name. */
  id: string;
  name: string;
  parameters: readonly { name: string; label: string }[];
  /** Names of the data that it sets on the ticket. */
  results: readonly string[];
  /** What it changes beyond the ticket, with the rights of the system; empty when it only reads. */
  changes: string;
  /**
   * Whether it may change people's permissions: then two owners publish the process, and each run needs an approval (R18).
   */
  changesPermissions: boolean;
}

/** What the designer needs from the rest of the program; assembled in main.ts. */
export interface DesignerTools {
  forms: FormCatalog;
  /** What service tasks may name as their topic. */
  services: readonly ServiceDescription[];
  /** Does what is to be done with the text of a diagram. */
  diagrams: DiagramWork;
  /** Where diagrams and forms are kept as files. */
  folders: ProcessFolders;
}

/** The services that a diagram uses, in the order in which the designer offers them. */
export async function usedServices(
  { services, diagrams }: Pick<DesignerTools, 'services' | 'diagrams'>,
  xml: string,
): Promise<ServiceDescription[]> {
  const topics = await diagrams.topics(xml);
  return services.filter(({ id }) => topics.has(id));
}
