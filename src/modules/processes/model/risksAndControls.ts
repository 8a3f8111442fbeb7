/** What may go wrong at an element, or what prevents it. */
export interface WatchedPoint {
  kind: 'risk' | 'control';
  /** What the diagram calls it (风险 1, 控制 D2), or its kind. */
  code: string;
  text: string;
}

/** What a diagram says in the properties `risk`, `riskCode`, `control` and `controlCode` of an element. */
export function risksAndControls(properties: Readonly<Record<string, string>>): WatchedPoint[] {
  const { risk, riskCode, control, controlCode } = properties;
  return [
    ...(risk ? [{ kind: 'risk' as const, code: riskCode || '风险', text: risk }] : []),
    ...(control ? [{ kind: 'control' as const, code: controlCode || '控制', text: control }] : []),
  ];
}
