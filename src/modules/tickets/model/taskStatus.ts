/** `suspended`: waits for the tasks that hang on it, or for the signer before. */
export type TaskStatus = 'ready' | 'claimed' | 'delegated' | 'suspended' | 'completed' | 'cancelled';

/** A task with one of these goes on; any other is over. */
export const openStatuses: readonly TaskStatus[] = ['ready', 'claimed', 'delegated', 'suspended'];
