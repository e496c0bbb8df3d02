import type { Language } from "../../words/text";

/**
 * A cell as people read it: `saidCell("null, <= 0", "zh")` is `没有填，或 ≤ 0`. What is not understood stays
 * as it is written.
 */
export function saidCell(written: string, language: Language): string {
  const parts = split(written, /\s*,\s*|\s+or\s+/).map((part) =>
    split(part, /\s+and\s+/).map((one) => saidTest(one.trim(), language)).join(language === "zh" ? " 且 " : " and "),
  );
  return parts.join(language === "zh" ? "，或 " : " or ");
}

/** A literal of an output: `'decline'` without its quotes. */
export function saidValue(written: string, language: Language): string {
  const tidy = written.trim();
  if (tidy === "true") return language === "zh" ? "是" : "yes";
  if (tidy === "false") return language === "zh" ? "否" : "no";
  if (tidy === "null" || tidy === "") return language === "zh" ? "没有填" : "missing";
  if (tidy === "''") return language === "zh" ? "空" : "blank";
  return tidy.replace(/^'(.*)'$/, "$1");
}

function saidTest(test: string, language: Language): string {
  const zh = language === "zh";
  const among = /^(not in|in)\s*\[(.*)\]$/.exec(test);
  if (among) {
    const values = split(among[2] ?? "", /\s*,\s*/).map((it) => saidValue(it, language));
    const listed = values.join(zh ? "、" : ", ");
    if (among[1] === "in") return zh ? `是 ${listed} 之一` : `one of ${listed}`;
    return zh ? `不是 ${listed}` : `none of ${listed}`;
  }
  const interval = /^(not in\s*)?([[(])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([\])])$/.exec(test);
  if (interval) {
    const [, outside, open, low, high, close] = interval;
    const span = `${low} ${open === "[" ? "≤" : "<"} x ${close === "]" ? "≤" : "<"} ${high}`;
    return outside ? (zh ? `不在 ${span}` : `not ${span}`) : span;
  }
  const negated = /^!=\s*(true|false|null|'')$/.exec(test)?.[1];
  if (negated) return NEGATED[negated]?.[language] ?? test;
  const compared = /^(==|!=|>=|<=|>|<)\s*(.+)$/.exec(test);
  if (compared) return `${sign(compared[1] ?? "", language)} ${saidValue(compared[2] ?? "", language)}`;
  return saidValue(test, language);
}

/** Whatever is not `true` may also be missing. */
const NEGATED: Record<string, Record<Language, string>> = {
  true: { zh: "否或没有填", en: "no or missing" },
  false: { zh: "是或没有填", en: "yes or missing" },
  null: { zh: "有填", en: "given" },
  "''": { zh: "不为空", en: "not blank" },
};

function sign(written: string, language: Language): string {
  const plain: Record<string, string> = { ">=": "≥", "<=": "≤", "==": "=" };
  if (written === "!=") return language === "zh" ? "不是" : "not";
  return plain[written] ?? written;
}

/** Split at a separator that stands outside quotes and brackets. */
function split(written: string, separator: RegExp): string[] {
  const found: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < written.length; at++) {
    const char = written[at] ?? "";
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if ("[(".includes(char)) depth++;
    if ("])".includes(char)) depth--;
    if (depth > 0) continue;
    const match = new RegExp(`^(?:${separator.source})`).exec(written.slice(at));
    if (match && match[0].length > 0 && at > start) {
      found.push(written.slice(start, at));
      start = at + match[0].length;
      at = start - 1;
    }
  }
  found.push(written.slice(start));
  return found;
}
