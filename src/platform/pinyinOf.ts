import { pinyin } from 'pinyin-pro';

/** The syllables of a text as people type them: without tones, ü as v. */
export function pinyinOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true });
}

/** The same for the name of a person: 单, 曾 and 仇 are read as surnames (shan, zeng, qiu). */
export function pinyinOfPerson(name: string): string[] {
  return pinyin(name, { toneType: 'none', type: 'array', v: true, surname: 'head' });
}
