import { judgeWarranty } from './warranty.js';

/** R1: A 收费服务, B 合同服务, C 免费服务, D 一般行政工作. */
export type ServiceCategory = 'A' | 'B' | 'C' | 'D';

export const categoryNames: Record<ServiceCategory, string> = {
  A: '收费服务',
  B: '合同服务',
  C: '免费服务',
  D: '一般行政工作',
};

export const categories = Object.keys(categoryNames) as ServiceCategory[];

/** `A 收费服务`; '' for none. */
export function categoryText(category: ServiceCategory | null): string {
  return category === null ? '' : `${category} ${categoryNames[category]}`;
}

export interface CategoryProposal {
  category: ServiceCategory;
  /** Why, in Chinese, for the person who decides. */
  reason: string;
}

/**
 * Proposes the service category from the customer file (R1). The free warranty takes precedence over a contract, since free
 * work costs the contract nothing. Without a known customer the service is charged. Days are YYYY-MM-DD and the last day
 * counts.
 */
export function proposeCategory(
  facts: {
    product: { warrantyUntil: string | null } | null;
    contracts: readonly { number: string; endsOn: string }[];
  },
  today: string,
): CategoryProposal {
  const warranty = judgeWarranty(facts.product?.warrantyUntil ?? null, today);
  if (warranty.state === 'inside') return { category: 'C', reason: `${warranty.reason}。` };
  const contract = facts.contracts[0];
  if (contract) {
    return { category: 'B', reason: `客户有有效的保养合同 ${contract.number}（至 ${contract.endsOn}）。` };
  }
  return { category: 'A', reason: `${warranty.reason}，且没有有效的保养合同。` };
}
