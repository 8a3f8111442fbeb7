/** The key by which tests encrypt what the database keeps. */
export const testSecretKey = 'a1'.repeat(32);
