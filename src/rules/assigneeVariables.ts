/** Where a diagram takes the person of a user task from: a variable of the ticket, told by its path. */
export interface AssigneeVariable {
  elementId: string;
  /** `engineer`, or `consultations[].person` for each item of a list. */
  path: string;
  candidateGroups: string[];
}

const tag = (name: string) => new RegExp(`<(?:\\w+:)?${name}\\b((?:"[^"]*"|'[^']*'|[^"'>])*)>`, 'g');

/** Reads off the user tasks of a diagram whose assignee is a plain variable; what is computed can't be told. */
export function assigneeVariables(xml: string): AssigneeVariable[] {
  const collections = new Map(
    [...xml.matchAll(tag('multiInstanceLoopCharacteristics'))].map(([, attributes = '']) => [
      attributeOf(attributes, 'elementVariable'),
      variableIn(attributeOf(attributes, 'collection')),
    ]),
  );
  return [...xml.matchAll(tag('userTask'))].flatMap(([, attributes = '']) => {
    const variable = variableIn(attributeOf(attributes, 'assignee'));
    if (variable === null) return [];
    const [first = '', ...rest] = variable.split('.');
    const collection = collections.get(first);
    const path = collection ? [`${collection}[]`, ...rest].join('.') : variable;
    const candidateGroups = attributeOf(attributes, 'candidateGroups').split(',');
    return [
      {
        elementId: attributeOf(attributes, 'id'),
        path,
        candidateGroups: candidateGroups.map((group) => group.trim()).filter(Boolean),
      },
    ];
  });
}

function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}=(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2] ?? '';
}

function variableIn(expression: string): string | null {
  return /^\$\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}$/.exec(expression)?.[1] ?? null;
}

type Data = Record<string, unknown>;

/** Whether the variables name this person at the path. */
export function namesPerson(variables: Data, path: string, personId: number): boolean {
  return JSON.stringify(withPerson(variables, path, personId, null)) !== JSON.stringify(variables);
}

/** The variables with `to` wherever `from` stands at the path. */
export function withPerson(variables: Data, path: string, from: number, to: number | null): Data {
  return replaceAt(variables, path.split('.'), from, to) as Data;
}

function replaceAt(value: unknown, path: readonly string[], from: number, to: number | null): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value === from ? to : value;
  if (value === null || typeof value !== 'object') return value;
  const isList = step.endsWith('[]');
  const name = isList ? step.slice(0, -2) : step;
  if (!Object.hasOwn(value, name)) return value;
  const inner = (value as Data)[name];
  const replaced =
    isList && Array.isArray(inner)
      ? inner.map((item) => replaceAt(item, rest, from, to))
      : replaceAt(inner, rest, from, to);
  return { ...value, [name]: replaced };
}
