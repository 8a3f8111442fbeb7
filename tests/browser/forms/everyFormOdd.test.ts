import { checkForms } from '../../support/http/checkForms.js';

checkForms(0);
