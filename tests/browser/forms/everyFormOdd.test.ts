import { checkForms } from '../support/checkForms.js';

checkForms(0);
