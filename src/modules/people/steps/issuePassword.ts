import { randomInt } from 'node:crypto';
import { hashPassword } from './logIn.js';

/** A password that somebody else hands over: shown once, kept only as its hash. */
export interface IssuedPassword {
  password: string;
  hash: string;
}

/** No letters that are mistaken for others when they are read from paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const length = 12;

export async function issuePassword(): Promise<IssuedPassword> {
  const password = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
  return { password, hash: await hashPassword(password) };
}
