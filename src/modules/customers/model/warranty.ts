export interface Warranty {
  state: 'inside' | 'outside' | 'unknown';
  /** Why, in Chinese, for the person who decides. */
  reason: string;
}

/** Whether a day is within the free warranty of a product (R1, R16). Days are YYYY-MM-DD and the last day counts. */
export function judgeWarranty(warrantyUntil: string | null, day: string): Warranty {
  if (warrantyUntil === null) return { state: 'unknown', reason: '没有保修记录' };
  return warrantyUntil >= day
    ? { state: 'inside', reason: `产品在免费保修期内（至 ${warrantyUntil}）` }
    : { state: 'outside', reason: `保修期已于 ${warrantyUntil} 届满` };
}
