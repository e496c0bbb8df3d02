import { ToneTag, type Tone } from "../plain";
import { useWords } from "../words";
import type { Kind, State } from "./bodies";
import { words } from "./words";

const TONES: Record<State, Tone> = {
  draft: "busy",
  coming: "heed",
  running: "good",
  ended: "still",
  stopped: "bad",
  replaced: "still",
};

export function StateTag({ state }: { state: State }) {
  const w = useWords(words);
  return <ToneTag tone={TONES[state]}>{w[state]}</ToneTag>;
}

export function KindTag({ kind }: { kind: Kind | null }) {
  const w = useWords(words);
  return kind ? <ToneTag tone={kind === "challenge" ? "heed" : "still"}>{w[kind]}</ToneTag> : null;
}
