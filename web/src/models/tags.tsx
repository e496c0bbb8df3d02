import { ToneTag, type Tone } from "../plain";
import { said, useWords } from "../words";
import type { ModelLine, State } from "./bodies";
import { words } from "./words";

const TONES: Record<State, Tone> = { waiting: "heed", rejected: "still", approved: "busy", champion: "good", expired: "bad", withdrawn: "bad" };
const SOON = 60;

/** Where a model stands, and what it rates. */
export function StateTag({ line }: { line: ModelLine }) {
  const w = useWords(words);
  return (
    <span className="model-state">
      <ToneTag tone={TONES[line.state]}>{w.states[line.state]}</ToneTag>
      {line.champion_of.map((it) => <span key={it} className="soft">{it || w.house}</span>)}
    </span>
  );
}

/** The day of expiry, louder when it is near. */
export function Expires({ line, isBare = false }: { line: ModelLine; isBare?: boolean }) {
  const w = useWords(words);
  const left = line.expires_in_days;
  const isLive = line.state === "approved" || line.state === "champion" || line.state === "expired";
  return (
    <span>
      {!isBare && <span className="soft">{w.expires} </span>}
      {line.expires_on}
      <br />
      <span className={isLive && left <= SOON ? "late" : "soft"}>{said(left > 0 ? w.inDays : w.over, { n: Math.abs(left) })}</span>
    </span>
  );
}
