/** A telephone number as it is compared, however it was typed: no signs, no +86, the area code with its 0, other countries with +. */
interface PhoneNumber {
  number: string;
  extension: string | null;
}

const mobile = /^1[3-9]\d{9}$/;
/** 010 and 02x have three digits, all other area codes four. */
const landline = /^(?:0(?:10|2\d)\d{7,8}|0[3-9]\d{2}\d{7,8})$/;
const service = /^(?:[48]00\d{7}|9[56]\d{3,4})$/;
const foreign = /^\+(?!86)\d{7,15}$/;
const betweenNumbers = /[,，;；、/|\n]+|\s(?:或|和|及)\s?/;
const extensionWord = /^(.*\d[)\s]*)(?:转|分机|ext\.?|x|#)\s*[:：]?\s*(\d{1,6})$/i;
const extensionSign = /^(.*\d)\s*-\s*(\d{1,6})$/;

/** What the message says when nobody can tell what was meant. */
const examples = '例如 0531-88886666 或 13800000000';

/**
 * The numbers that a text has, in the order in which it has them: Chinese mobile, landline (with area code) and service numbers, with
 * or without +86, brackets and extension, and those of other countries with their code.
 * @returns the first wrong part with what it lacks, as a Chinese sentence
 */
export function readPhones(text: string): { numbers: PhoneNumber[] } | { wrong: string } {
  const typed = text
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .trim();
  const parts = typed.split(betweenNumbers).filter((part) => part.trim() !== '');
  const numbers = parts.flatMap((part) => readPart(part) ?? part.split(/\s+/).map(readPart));
  const wrong = numbers.indexOf(null);
  if (parts.length > 0 && wrong === -1) return { numbers: numbers.filter((number) => number !== null) };
  const part = parts.find((one) => readPart(one) === null) ?? typed;
  return {
    wrong: (parts.length > 1 ? `「${part.trim().slice(0, 30)}」` : '') + whatIsMissing(digitsOf(part)),
  };
}

/** Why a text is no telephone number, as a Chinese sentence; null when it is one. */
export function whyNoPhone(text: string): string | null {
  const read = readPhones(text);
  return 'wrong' in read ? read.wrong : null;
}

/** The numbers of a text as they are compared and searched; its letters and digits where they make up no number. */
export function phoneKeys(text: string | null): string[] {
  const read = readPhones(text ?? '');
  if ('numbers' in read) return [...new Set(read.numbers.map(({ number }) => number.replace('+', '')))];
  const rest = digitsOf(text ?? '').replace('+', '');
  return rest === '' ? [] : [rest];
}

function readPart(part: string): PhoneNumber | null {
  const whole = numberOf(part);
  if (whole) return { number: whole, extension: null };
  const [, before = '', extension = null] =
    extensionWord.exec(part.trim()) ?? extensionSign.exec(part.trim()) ?? [];
  const number = numberOf(before);
  return number && extension !== null ? { number, extension } : null;
}

function numberOf(text: string): string | null {
  if (!/^\s*\+?[\d\s().·-]+$/.test(text)) return null;
  const number = digitsOf(text);
  return [mobile, landline, service, foreign].some((pattern) => pattern.test(number)) ? number : null;
}

/** The digits of a number within China, or with + and the code of the country. */
function digitsOf(text: string): string {
  const signs = text
    .normalize('NFKC')
    .replace(/[^\d+]/g, '')
    .replace(/^00(?=[1-9])/, '+');
  const abroad = signs.startsWith('+') ? `+${signs.replaceAll('+', '')}` : signs.replaceAll('+', '');
  const [, within] = /^\+?86(0?[1-9]\d{8,11})$/.exec(abroad) ?? [];
  if (within === undefined) return abroad;
  return within.startsWith('0') || mobile.test(within) || service.test(within) ? within : `0${within}`;
}

function whatIsMissing(digits: string): string {
  const { length } = digits;
  if (numberOf(digits)) return '请只填电话号码，去掉其他文字';
  if (/^[2-9]\d{6,7}$/.test(digits)) return `缺少区号，${examples.split(' 或 ')[0]}`;
  if (/^1[3-9]/.test(digits) && length >= 7) return `手机号应为 11 位，现有 ${length} 位`;
  if (/^[48]00/.test(digits)) return `${digits.slice(0, 3)} 号码应为 10 位，现有 ${length} 位`;
  if (/^0\d{4,}/.test(digits)) return '固定电话应为区号加 7 至 8 位号码，例如 0531-88886666';
  return `电话号码格式不正确，${examples}`;
}
