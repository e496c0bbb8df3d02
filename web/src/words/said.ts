/**
 * Puts values into a sentence: `said("共 {n} 笔", { n: 12 })` is "共 12 笔".
 * A name that has no value stays as it is, so that a mistake shows.
 */
export function said(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
