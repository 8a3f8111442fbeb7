import { closeDetailsOutside } from './closeDetailsOutside.js';
import { enhanceForms } from './form/index.js';
import { guardDoubleSubmit } from './guardDoubleSubmit.js';
import { installShortcuts } from './shortcuts.js';

closeDetailsOutside();
enhanceForms();
guardDoubleSubmit();
installShortcuts();
