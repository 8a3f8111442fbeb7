import type { FormCatalog } from './formCatalog.js';
import type { ProcessFolders } from './processFolder.js';

/** What the designer is built from; put together in main.ts. */
export interface DesignerTools {
  forms: FormCatalog;
  /** What service tasks may name as their topic. */
  services: readonly { id: string; name: string; parameters: readonly { name: string; label: string }[] }[];
  /** Where diagrams and forms are kept as files. */
  folders: ProcessFolders;
}
