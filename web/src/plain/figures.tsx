import { Tooltip } from "antd";
import { useLanguage } from "../words/language";
import { percent, yuan, yuanShort } from "./money";
import { ago, isPast, when } from "./time";

/** An amount; `short` for tables and tiles, with the exact one on hover. */
export function Money({ fen, short = false }: { fen: number | null | undefined; short?: boolean }) {
  const [language] = useLanguage();
  if (fen === null || fen === undefined) return <Nothing />;
  if (!short) return <span className="figure">{yuan(fen)}</span>;
  return (
    <span className="figure" title={yuan(fen)}>
      {yuanShort(fen, language)}
    </span>
  );
}

/** A yearly rate. */
export function Rate({ rate, decimals = 2 }: { rate: string | number | null | undefined; decimals?: number }) {
  if (rate === null || rate === undefined) return <Nothing />;
  return <span className="figure">{percent(rate, decimals)}</span>;
}

/** An instant in Beijing time; `near` says how long ago and keeps the instant for hover. */
export function When({ at, near = false }: { at: string | null | undefined; near?: boolean }) {
  const [language] = useLanguage();
  if (!at) return <Nothing />;
  if (!near) return <time className="figure" dateTime={at}>{when(at)}</time>;
  return (
    <Tooltip title={when(at)}>
      <time dateTime={at}>{ago(at, language)}</time>
    </Tooltip>
  );
}

/** A time by which something must be done; past ones stand out by word and colour. */
export function Due({ at }: { at: string | null | undefined }) {
  const [language] = useLanguage();
  if (!at) return <Nothing />;
  const late = isPast(at);
  return (
    <time dateTime={at} className={late ? "figure late" : "figure"}>
      {when(at)}
      {late && (language === "zh" ? " 已过期限" : " overdue")}
    </time>
  );
}

/** A place that has no value. */
export function Nothing() {
  return <span className="nothing" aria-hidden="true">—</span>;
}
