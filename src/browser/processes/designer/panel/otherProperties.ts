import { rowsField } from '../fields/rows.js';
import { type Property, propertiesOf, setProperties } from '../model/properties.js';
import type { Group } from './group.js';

/** Properties that have fields of their own in other groups. */
const known = new Set(
  [
    'actions returnTo returnMode voteField choosesPerformerOf excludePerformerOf timeBasis notify escalation',
    'correlationKey receives rules risk control group starterGroups numberPrefix',
  ].flatMap((line) => line.split(' ')),
);

/** What else the file says of the element; kept, and open to be changed. */
export const otherProperties: Group = {
  title: '其他属性',
  suits: () => true,
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
        rows: all.filter(({ name }) => !known.has(name)).map(({ name, value }) => ({ name, value })),
        add: '添加属性',
        change: (rows) =>
          setProperties(context, [
            ...all.filter(({ name }) => known.has(name)),
            ...rows.map((row): Property => ({ name: row.name ?? '', value: row.value ?? '' })),
          ]),
      }),
    ];
  },
};
