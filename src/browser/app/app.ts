import { enhanceCustomerSearch } from '../customers/customerSearch.js';
import { enhanceForms } from '../forms/index.js';
import { installCheckAll } from './checkAll.js';
import { closeDetailsOutside } from './closeDetailsOutside.js';
import { guardDoubleSubmit } from './guardDoubleSubmit.js';
import { installLiveContent } from './liveContent.js';
import { installNeighbourLinks } from './neighbours.js';
import { installShortcuts } from './shortcuts.js';
import { installTabs } from './tabs.js';

closeDetailsOutside();
enhanceForms();
enhanceCustomerSearch();
guardDoubleSubmit();
installShortcuts();
installCheckAll();
installTabs();
installNeighbourLinks();
installLiveContent();
