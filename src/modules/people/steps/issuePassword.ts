import { randomInt } from 'node:crypto';
import { hashPassword } from './logIn.js';

/** A password that an administrator hands over: shown once, stored only as its hash. */
export interface IssuedPassword {
  password: string;
  hash: string;
}

/** Without letters that are easily confused on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

/** Makes a random password with its hash. */
export async function issuePassword(): Promise<IssuedPassword> {
  const password = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return { password, hash: await hashPassword(password) };
}
