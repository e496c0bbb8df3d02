/**
 * Several findings as one line: `sentence(["没有发票", "等级未知"])` is "没有发票；等级未知"; English with "; ".
 * A full stop at the end of a finding is left out between two.
 */
export function sentence(findings: string[]): string {
  const mark = /[\u4e00-\u9fff]/.test(findings.join("")) ? "；" : "; ";
  return findings.map((it) => it.replace(/[。.]$/, "")).join(mark);
}
