import type { CustomerValue, ProductValue } from '../../../forms/schema/types.js';

/** Ids of the customer and the product that a ticket's data name in the customer file. */
export function fileIdsOf(data: Record<string, unknown>): {
  customerId: number | null;
  productId: number | null;
} {
  return {
    customerId: (data.customer as CustomerValue | undefined)?.id ?? null,
    productId: (data.product as ProductValue | undefined)?.id ?? null,
  };
}
