import { installCheckAll } from './checkAll.js';
import { closeDetailsOutside } from './closeDetailsOutside.js';
import { enhanceCustomerSearch } from './customerSearch.js';
import { enhanceForms } from './form/index.js';
import { guardDoubleSubmit } from './guardDoubleSubmit.js';
import { installLiveContent } from './liveContent.js';
import { installNeighbours } from './neighbours.js';
import { installShortcuts } from './shortcuts.js';
import { installTabs } from './tabs.js';

closeDetailsOutside();
enhanceForms();
enhanceCustomerSearch();
guardDoubleSubmit();
installShortcuts();
installCheckAll();
installTabs();
installNeighbours();
installLiveContent();
