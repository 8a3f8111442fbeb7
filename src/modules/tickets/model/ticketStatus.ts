export type TicketStatus = 'active' | 'ended' | 'cancelled';

/** Chinese names of the states of a ticket. */
export const ticketStatusNames: Record<TicketStatus, string> = {
  active: '办理中',
  ended: '已办结',
  cancelled: '已终止',
};
