/** The units in which people give a duration, and how ISO 8601 writes them. */
export const durationUnits = [
  { id: 'M', text: '分钟', pattern: /^PT(\d+)M$/, write: (count: number) => `PT${count}M` },
  { id: 'H', text: '小时', pattern: /^PT(\d+)H$/, write: (count: number) => `PT${count}H` },
  { id: 'D', text: '天', pattern: /^P(\d+)D$/, write: (count: number) => `P${count}D` },
  { id: 'W', text: '周', pattern: /^P(\d+)W$/, write: (count: number) => `P${count}W` },
] as const;

/** Whether the duration is a whole number of one unit, such as `PT4H`. */
export function isSimpleDuration(text: string): boolean {
  return durationUnits.some(({ pattern }) => pattern.test(text));
}

/** `4 小时` for `PT4H`; null for a duration of several units. */
export function durationText(text: string): string | null {
  const unit = durationUnits.find(({ pattern }) => pattern.test(text));
  return unit ? `${unit.pattern.exec(text)?.[1]} ${unit.text}` : null;
}
