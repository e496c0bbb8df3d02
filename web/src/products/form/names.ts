import { said, useLanguage } from "../../words";
import { words } from "./words";

const FEE = /^fees\.(\d+)\.?(.*)$/;

/** What a field is called, by its path: `rates.A` is `A 档年利率（%）`. */
export function useFieldName(): (path: string) => string {
  const [language] = useLanguage();
  const w = words[language] as Record<string, string>;
  return (path) => {
    const known = w[path];
    if (known) return known;
    const fee = FEE.exec(path);
    if (fee) return `${said(w.feeOf ?? "", { n: Number(fee[1]) + 1 })} ${w[`fee.${fee[2]}`] ?? w[fee[2] ?? ""] ?? fee[2] ?? ""}`.trim();
    const [first = "", band = ""] = path.split(".");
    if (first === "rates" && band) return said(w.rate ?? "", { band });
    if (first === "appetite" && band) return said(w.appetite ?? "", { band });
    return w[first] ?? path;
  };
}
