import { installCheckAll } from './checkAll.js';
import { closeDetailsOutside } from './closeDetailsOutside.js';
import { enhanceCustomerSearch } from './customerSearch.js';
import { enhanceForms } from './form/index.js';
import { guardDoubleSubmit } from './guardDoubleSubmit.js';
import { installShortcuts } from './shortcuts.js';

closeDetailsOutside();
enhanceForms();
enhanceCustomerSearch();
guardDoubleSubmit();
installShortcuts();
installCheckAll();
