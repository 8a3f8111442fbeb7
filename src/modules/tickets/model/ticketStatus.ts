export type TicketStatus = 'active' | 'ended' | 'cancelled';

/** How a ticket stands, in words. */
export const ticketStatusNames: Record<TicketStatus, string> = {
  active: '办理中',
  ended: '已办结',
  cancelled: '已终止',
};
