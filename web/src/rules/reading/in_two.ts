import type { Language, Text } from "../../words/text";

interface Named {
  name: string;
  field: string;
}

const CHINESE = /[\u4e00-\u9fff]/;
const CHINESE_FIRST = /^(.*[\u4e00-\u9fff][^A-Za-z]*?)\s+([A-Za-z(].*)$/;

/** A column's name, written in both languages, taken apart: `授权 consent`. */
export function inTwo(written: string): Text {
  const found = CHINESE_FIRST.exec(written.trim());
  return found ? { zh: found[1] ?? written, en: plainField(found[2] ?? written) } : { zh: written, en: plainField(written) };
}

/** What a column is called in one language; a name in Chinese alone has its field beside it, which is English. */
export function called({ name, field }: Named, language: Language): string {
  const said = inTwo(name || field);
  return language === "en" && CHINESE.test(said.en) ? plainField(field) : said[language];
}

/** A field's name as words: `rows_left_out_share` is `rows left out share`. */
export function plainField(field: string): string {
  return field.replaceAll("_", " ");
}
