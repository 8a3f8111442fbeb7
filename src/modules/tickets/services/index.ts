import { flagRepeatedRepair } from './flagRepeatedRepair.js';
import { loadOrganization } from './loadOrganization.js';
import { publishOrganization } from './publishOrganization.js';
import { registerInstallation } from './registerInstallation.js';
import type { Service } from './service.js';
import { startRelatedTicket } from './startRelatedTicket.js';

/** Services by the topic that diagrams name. */
export const services: ReadonlyMap<string, Service> = new Map<string, Service>([
  ['flagRepeatedRepair', flagRepeatedRepair],
  ['loadOrganization', loadOrganization],
  ['publishOrganization', publishOrganization],
  ['registerInstallation', registerInstallation],
  ['startTicket', startRelatedTicket],
]);
