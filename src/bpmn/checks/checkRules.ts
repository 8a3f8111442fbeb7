import { splitCommaList } from '../../platform/splitCommaList.js';
import { type Check, problemAt } from '../diagram.js';
import { propertiesOf } from '../readModel.js';

/** The auditor finds the tasks of a rule by the property `rules`: a misspelt rule would quietly drop them from the search. */
export const checkRules: Check = ({ elements }, known) =>
  elements.flatMap((element) =>
    splitCommaList(propertiesOf(element).rules)
      .filter((rule) => !known.rules.has(rule))
      .map((rule) =>
        problemAt(
          element,
          `规则「${rule}」不存在，可用的有：${[...known.rules].join('、')}。多条规则用英文逗号分开。`,
        ),
      ),
  );
