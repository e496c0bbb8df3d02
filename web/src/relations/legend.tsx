import { said, useWords } from "../words";
import type { Around } from "./bodies";
import { linksOf } from "./links";
import { CENTRE, FOUND, lookOf, MARKS, outline, rankOf, strokeOf, type Look } from "./looks";
import type { Naming } from "./naming";
import type { Seen } from "./seen";
import { words } from "./words";

interface Props {
  around: Around;
  seen: Seen;
  naming: Naming;
  hidden: ReadonlySet<string>;
  flip: (kind: string) => void;
}

/** What each line and each form means; a press hides a kind of relation or shows it again. */
export function Legend({ around, seen, naming, hidden, flip }: Props) {
  const say = useWords(words);
  const links = linksOf(around.lines, new Set());
  const kinds = [...new Set(links.map((it) => it.kind))].sort((one, other) => rankOf(one) - rankOf(other));
  return (
    <div className="relations-legend">
      <div role="group" aria-label={say.lines}>
        {kinds.map((kind) => {
          const n = links.filter((it) => it.kind === kind).length;
          const title = said(hidden.has(kind) ? say.showKind : say.hideKind, { kind: naming.kind(kind), n });
          return (
            <button key={kind} type="button" className="relations-kind" aria-pressed={!hidden.has(kind)} title={title} onClick={() => flip(kind)}>
              <LineSample kind={kind} />
              {naming.kind(kind)} <span className="soft figure">{n}</span>
            </button>
          );
        })}
      </div>
      <Forms around={around} seen={seen} naming={naming} />
    </div>
  );
}

function Forms({ around: { members }, seen, naming }: Pick<Props, "around" | "seen" | "naming">) {
  const say = useWords(words);
  const types = [...new Set(members.filter((it) => it.centre === null).map((it) => it.type))].sort();
  const marks = (["declined", "defaulted"] as const).filter((mark) => members.some((it) => it.mark === mark));
  return (
    <div className="relations-forms" role="group" aria-label={say.forms}>
      {types.map((it) => (
        <Sample key={it} look={lookOf(it)} name={naming.type(it)} />
      ))}
      {marks.map((it) => (
        <Sample key={it} look={{ ...CENTRE.owner, fill: "#fff", stroke: MARKS[it].colour }} width={MARKS[it].width - 1} name={`${MARKS[it].sign} ${say.marks[it]}`} />
      ))}
      {seen.dots.some((it) => it.isFound) && <Sample look={{ form: "circle", fill: "none", stroke: FOUND }} dash="3 2" name={say.foundForm} />}
      {seen.dots.some((it) => it.members.length > 1) && <Sample look={lookOf("firm")} words="12" name={say.gatheredForm} />}
    </div>
  );
}

export function LineSample({ kind }: { kind: string }) {
  const { colour, dash, hasArrow } = strokeOf(kind);
  return (
    <svg width="30" height="10" aria-hidden="true">
      <line x1="1" y1="5" x2={hasArrow ? 24 : 29} y2="5" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(" ")} />
      {hasArrow && <path d="M22 1 L29 5 L22 9 Z" fill={colour} />}
    </svg>
  );
}

function Sample({ look, name, width = 1.5, dash, words: inside }: { look: Look; name: string; width?: number; dash?: string; words?: string }) {
  return (
    <span className="relations-form">
      <svg width="18" height="16" viewBox="-9 -8 18 16" aria-hidden="true" fill={look.fill} stroke={look.stroke} strokeWidth={width} strokeDasharray={dash}>
        <path d={outline(look.form, inside ? 7.4 : 6)} />
        {inside && (
          <text className="relations-sign" stroke="none" fill={look.stroke} style={{ fontSize: 9 }}>
            {inside}
          </text>
        )}
      </svg>
      {name}
    </span>
  );
}
