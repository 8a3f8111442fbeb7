const legalForm = /(有限责任公司|有限公司|股份公司|分公司|总公司|公司|集团|股份)$/u;
/** Too many names contain a shorter fragment. */
const minFragmentLength = 4;

/** The name without marks, spaces and its legal form: 济南齐鲁化纤 for 济南齐鲁化纤（集团）有限公司. */
export function coreName(name: string): string {
  let core = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  while (legalForm.test(core) && core.replace(legalForm, '') !== '') core = core.replace(legalForm, '');
  return core;
}

/**
 * Whether two names may mean the same customer: they are equal without the legal form, one contains the other, or they
 * differ by a typing mistake.
 */
export function areSimilar(one: string, other: string): boolean {
  const [short, long] = [coreName(one), coreName(other)].sort((a, b) => a.length - b.length) as [
    string,
    string,
  ];
  if (short === long) return true;
  if (short.length < minFragmentLength) return false;
  if (long.includes(short)) return true;
  return isWithin(short, long, short.length >= 9 ? 2 : 1);
}

/**
 * The halves of a name: every similar name contains one of them unchanged, since one typing mistake changes only one half.
 */
export function nameHalves(name: string): string[] {
  const core = [...coreName(name)];
  const middle = Math.ceil(core.length / 2);
  return [core.slice(0, middle), core.slice(middle)]
    .filter((half) => half.length >= 2)
    .map((half) => half.join(''));
}

/** Every part of the name that could be a shorter similar name. */
export function nameFragments(name: string): string[] {
  const core = coreName(name).slice(0, 40);
  const parts = new Set([core]);
  for (let start = 0; start <= core.length - minFragmentLength; start += 1) {
    for (let end = start + minFragmentLength; end <= core.length; end += 1) parts.add(core.slice(start, end));
  }
  return [...parts];
}

/** Whether at most this many insertions, deletions and replacements turn one text into the other. */
function isWithin(one: string, other: string, edits: number): boolean {
  if (Math.abs(one.length - other.length) > edits) return false;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return (row.at(-1) as number) <= edits;
}
