import { useLanguage, useText, useWords } from "../../words";
import { yuan, yuanShort } from "../money";
import type { Bound, LimitPathOf } from "./bodies";
import { edgeOf, reach } from "./scale";
import { words } from "./words";
import "./limit_path.css";

/** How a limit came about: a bar for what each bound alone would carry, cut by the one that holds. */
export function LimitPath({ path }: { path: LimitPathOf }) {
  const w = useWords(words);
  const say = useText();
  const edge = edgeOf(path.bounds);
  return (
    <figure className="limit-path">
      <figcaption>{say(path.says)}</figcaption>
      <ol>
        {path.bounds.map((it) => (
          <Row key={it.code} bound={it} edge={edge} carried={path.carried_fen} />
        ))}
        <li className="limit-path-result">
          <span className="limit-path-name">{w.limit}</span>
          <span className="limit-path-room" aria-hidden>
            <span className="limit-path-given" style={{ width: `${reach(path.limit_fen, edge).share * 100}%` }} />
          </span>
          <Amount fen={path.limit_fen} />
        </li>
      </ol>
    </figure>
  );
}

function Row({ bound, edge, carried }: { bound: Bound; edge: number; carried: number }) {
  const w = useWords(words);
  const say = useText();
  const { share, goesOn } = reach(bound.amount_fen, edge);
  const cut = reach(carried, edge).share;
  return (
    <li className={bound.holds ? "limit-path-holds" : undefined}>
      <span className="limit-path-name">
        {say(bound.name)}
        {bound.holds && <b className="limit-path-mark">{w.holds}</b>}
      </span>
      <span className="limit-path-room" aria-hidden>
        <span className="limit-path-beyond" style={{ width: `${share * 100}%` }} />
        <span className="limit-path-within" style={{ width: `${Math.min(share, cut) * 100}%` }} />
        <span className="limit-path-cut" style={{ left: `${cut * 100}%` }} />
        {goesOn && <span className="limit-path-on">»</span>}
      </span>
      <Amount fen={bound.amount_fen} />
      <span className="limit-path-why soft">{say(bound.why)}</span>
    </li>
  );
}

function Amount({ fen }: { fen: number }) {
  const [language] = useLanguage();
  return (
    <span className="figure limit-path-amount" title={yuan(fen)}>
      {yuanShort(fen, language)}
    </span>
  );
}
