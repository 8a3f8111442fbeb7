import { phoneKeys, whyNoPhone } from '../../../platform/phoneNumbers.js';
import { pinyinOf, pinyinOfPerson } from '../../../platform/pinyinOf.js';
import { coreName } from './similarNames.js';

/** Increment it with every change of the terms, so that stored terms are created again. */
export const searchTermsVersion = 3;

/** The longest stored term, and the longest text from which terms are made. */
const maxTermLength = 48;
const maxTextLength = 60;
/** The fewest last characters by which people search for a phone or serial number. */
const minSuffixLength = 3;

/** A text as it is searched: letters and digits only, half-width and lower-case, ü as people type it. */
export function normalizeSearch(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ü', 'v')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, maxTextLength);
}

/** The words of a text as they are compared with the beginnings of terms; a telephone number is one, however it is typed. */
export function searchWords(text: string): string[] {
  const isPhone = whyNoPhone(text) === null;
  const parts = isPhone ? phoneKeys(text) : text.split(/\s+/).map(normalizeSearch);
  const words = parts.map((word) => word.slice(0, maxTermLength));
  return [...new Set(words.filter(Boolean))].slice(0, 5);
}

/**
 * Terms whose beginnings find a customer: every suffix of the name (so that any part of it is the beginning of one),
 * suffixes of its full pinyin and of its initials, suffixes of the phone numbers, and the people's names. No pinyin suffix
 * starts within the legal form (有限公司): it would double the terms and distinguish no customers.
 */
export function customerTerms(
  customer: { name: string; phone: string | null; contact: string | null },
  contacts: readonly { name: string; phone: string | null }[] = [],
): string[] {
  const name = normalizeSearch(customer.name);
  const people = [customer.contact, ...contacts.map((contact) => contact.name)];
  const phones = [customer.phone, ...contacts.map((contact) => contact.phone)];
  return unique([
    ...suffixes([...name], 1),
    ...pinyinSuffixes(name, pinyinOf, [...coreName(name)].length),
    ...people.flatMap((person) => personTerms(normalizeSearch(person ?? ''))),
    ...phones.flatMap(phoneKeys).flatMap((number) => suffixes([...number], minSuffixLength)),
  ]);
}

/** Terms of a product: the suffixes of its serial number. */
export function productTerms(product: { serialNumber: string | null }): string[] {
  return unique(suffixes([...normalizeSearch(product.serialNumber ?? '')], minSuffixLength));
}

function personTerms(name: string): string[] {
  return name === '' ? [] : [...suffixes([...name], 1), ...pinyinSuffixes(name, pinyinOfPerson, 1)];
}

/** Suffixes of the initials and of the full pinyin that start at one of the first `starts` characters. */
function pinyinSuffixes(text: string, read: (text: string) => string[], starts: number): string[] {
  if (!/\p{Script=Han}/u.test(text)) return [];
  const syllables = read(text);
  const initials = syllables.map((syllable) => syllable.charAt(0));
  return [...suffixes(syllables, 1).slice(0, starts), ...suffixes(initials, 1).slice(0, starts)];
}

/** The suffixes of a text with at least `shortest` parts; a shorter text as a whole. */
function suffixes(parts: readonly string[], shortest: number): string[] {
  const count = Math.max(1, parts.length - shortest + 1);
  return parts.length === 0
    ? []
    : Array.from({ length: count }, (_, start) => parts.slice(start).join('').slice(0, maxTermLength));
}

function unique(terms: string[]): string[] {
  return [...new Set(terms)];
}

/**
 * The text that the ticket search matches: name, its pinyin initials and full pinyin, phone (with and without marks),
 * contact.
 */
export function customerSearchText(customer: {
  name: string;
  phone: string | null;
  contact: string | null;
}): string {
  const { name, phone, contact } = customer;
  const syllables = pinyinOf(name);
  const initials = syllables.map((syllable) => syllable.charAt(0));
  return [name, initials.join(''), syllables.join(''), phone, ...phoneKeys(phone), contact]
    .filter(Boolean)
    .join(' ')
    .toLowerCase()
    .slice(0, 1000);
}
