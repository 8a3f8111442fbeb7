import { rowsField } from '../fields/rows.js';
import { type Property, propertiesOf, setProperties } from '../model/properties.js';
import type { Group } from './group.js';

/** Properties that have fields of their own in other groups. */
const propertiesShownElsewhere = new Set(
  [
    'actions returnTo returnMode voteField choosesPerformerOf excludePerformerOf timeBasis notify escalation',
    'correlationKey receives rules risk control group starterGroups numberPrefix',
  ].flatMap((line) => line.split(' ')),
);

/** All other properties of the element, which can be changed here. */
export const otherProperties: Group = {
  title: '其他属性',
  appliesTo: () => true,
  fields: (context) => {
    const all = propertiesOf(context.model);
    return [
      rowsField({
        name: 'properties',
        label: '名称与值',
        columns: [
          { name: 'name', label: '名称', isCode: true },
          { name: 'value', label: '值' },
        ],
        rows: all
          .filter(({ name }) => !propertiesShownElsewhere.has(name))
          .map(({ name, value }) => ({ name, value })),
        add: '添加属性',
        change: (rows) =>
          setProperties(context, [
            ...all.filter(({ name }) => propertiesShownElsewhere.has(name)),
            ...rows.map((row): Property => ({ name: row.name ?? '', value: row.value ?? '' })),
          ]),
      }),
    ];
  },
};
