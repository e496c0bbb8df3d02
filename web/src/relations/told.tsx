import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { said, useWords } from "../words";
import type { Around, Line } from "./bodies";
import { openingOf, type Chosen } from "./choosing";
import { Grounds } from "./grounds";
import type { Naming } from "./naming";
import type { Dot, Seen } from "./seen";
import { words } from "./words";

const MOST = 6;
export const OPEN_MOST = 20;

interface Props {
  around: Around;
  seen: Seen;
  naming: Naming;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
  open: (dot: Dot) => void;
  /** Handles already asked about. */
  asked: string[];
  hops: number | null;
}

/** What a chosen dot, line or finding rests on. */
export function Told(props: Props) {
  const { around, seen, naming, chosen, choose } = props;
  const say = useWords(words);
  const dot = chosen?.kind === "dot" ? seen.dots.find((it) => it.id === chosen.id) : undefined;
  const lines = linesOf(around, seen, chosen);
  if (!chosen || (lines.length === 0 && !dot)) {
    return (
      <p className="relations-told soft">
        {say.choose} <span className="wide">{say.wheel}</span>
      </p>
    );
  }
  const members = new Map(around.members.map((it) => [it.id, it]));
  const finding = chosen.kind === "finding" ? around.findings[chosen.at] : undefined;
  return (
    <div className="relations-told" aria-live="polite">
      {dot && <About {...props} dot={dot} lines={lines.length} />}
      {finding && <p>{naming.sentence(finding.said)}</p>}
      <ul>
        {lines.slice(0, MOST).map((it) => (
          <li key={it.number}>
            <Grounds line={it} members={members} naming={naming} />
          </li>
        ))}
      </ul>
      {lines.length > MOST && <p className="soft">{said(say.moreLines, { n: lines.length - MOST })}</p>}
      <Button size="small" type="text" className="relations-close" icon={<CloseOutlined aria-hidden />} aria-label={say.close} onClick={() => choose(null)} />
    </div>
  );
}

/** The newest and heaviest first. */
function linesOf(around: Around, { links }: Seen, chosen: Chosen | null): Line[] {
  if (!chosen) return [];
  const numbers = new Set(chosen.kind === "finding" ? around.findings[chosen.at]?.lines : []);
  const lines =
    chosen.kind === "finding"
      ? around.lines.filter((it) => numbers.has(it.number))
      : links.filter((it) => it.id === chosen.id || it.from === chosen.id || it.to === chosen.id).flatMap((it) => it.lines);
  return [...lines].sort((one, other) => (other.amount_fen ?? 0) - (one.amount_fen ?? 0) || (one.since < other.since ? 1 : -1));
}

function About({ dot, lines, naming, open, asked, hops }: Props & { dot: Dot; lines: number }) {
  const say = useWords(words);
  const [one, ...others] = dot.members;
  if (!one) return null;
  const facts = [
    !one.centre && naming.type(one.type),
    !one.centre && one.roles.map(naming.role).join("、"),
    dot.hops > 0 && said(say.away, { n: dot.hops }),
    dot.side === "both" && say.inBoth,
    one.is_super && say.isSuper,
    said(say.linesOf, { n: lines }),
    dot.behind + dot.more > 0 && said(say.behind, { n: dot.behind + dot.more }),
    !one.centre && say.unnamed,
  ];
  const opening = hops === null ? openingOf(dot, Infinity) : openingOf(dot, hops);
  const isAsked = opening?.how === "asked" && asked.includes(opening.handle);
  const isFull = opening?.how === "asked" && !isAsked && asked.length >= OPEN_MOST;
  return (
    <>
      <p>
        <b>{naming.dot(dot)}</b> {others.length === 0 && one.mark && <b className="late">{say.marks[one.mark]}</b>}{" "}
        <span className="soft">{facts.filter(Boolean).join(" · ")}</span>
      </p>
      {opening && (
        <p>
          <Button size="small" disabled={isAsked || isFull} onClick={() => open(dot)}>
            {isAsked ? say.stepped : isFull ? say.openMost : opening.count > 0 && opening.how === "here" ? said(say.open, { n: opening.count }) : say.step}
          </Button>
        </p>
      )}
    </>
  );
}
