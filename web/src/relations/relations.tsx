import { Button } from "antd";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useAsk } from "../api";
import { day as dayOf } from "../plain";
import { Empty, Refusal, Shown, useIsNarrow, useMay } from "../shell";
import { said, useWords } from "../words";
import { lookedAround, type Found } from "./asking";
import { Findings, WhoStandsBehind } from "./behind";
import { openingOf, type Chosen } from "./choosing";
import { Drawing } from "./drawing";
import { daysFrom, heldOn } from "./held";
import { Legend } from "./legend";
import { RelationList } from "./list";
import { useNaming } from "./naming";
import { seen as seenOf, type Dot } from "./seen";
import { OPEN_MOST, Told } from "./told";
import { Ways } from "./ways";
import { words } from "./words";
import "./relations.css";

interface Props {
  applicationId: string;
  height?: number;
}

const HOPS_MOST = 4;
const SETTLED_MILLISECONDS = 300;

/** Who stands around the owner and the enterprise, drawn or listed, as it held on a day. */
export default function Relations({ applicationId, height = 500 }: Props) {
  const isNarrow = useIsNarrow();
  const mayLook = useMay()("graph.around");
  const [hops, setHops] = useState(2);
  const [isList, setList] = useState(false);
  const [today] = useState(() => dayOf(new Date().toISOString()));
  const [day, setDay] = useState(today);
  const [isKnownThen, setKnownThen] = useState(false);
  const [open, setOpen] = useState<string[]>([]);
  const settled = useSettled(isKnownThen && day !== today ? day : null);
  const asking = { applicationId, hops, asOf: settled, open };
  const asked = useAsk(["work", "relations", applicationId, hops, settled, open, mayLook], () => lookedAround(asking, mayLook), { keep: true });
  const days = useDays(asked.data, today);
  const room = isNarrow ? Math.min(height, 460) : height;
  return (
    <div className="relations" aria-busy={asked.isRefreshing}>
      <Ways hops={hops} setHops={setHops} hopsMost={HOPS_MOST} isList={isList} setList={setList} days={days} day={day} setDay={setDay} isKnownThen={isKnownThen} setKnownThen={setKnownThen} />
      {asked.data && <Refusal problem={asked.problem} />}
      <Shown asked={asked} height={room + 92}>
        {(found) => <Surroundings found={found} day={day} isPast={day !== today} asOf={settled} isList={isList} height={room} hops={hops} asked={open} ask={setOpen} />}
      </Shown>
    </div>
  );
}

/** What was reached when the hand rests, so that a slider on its way does not ask for every month. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The slider's days; they only ever reach farther back, so that it does not jump under the hand. */
function useDays(found: Found | undefined, today: string): string[] {
  const longest = useRef<string[]>([]);
  return useMemo(() => {
    const days = daysFrom(found?.around.lines ?? [], today);
    if (days.length > longest.current.length) longest.current = days;
    return longest.current;
  }, [found, today]);
}

interface SurroundingsProps {
  found: Found;
  day: string;
  isPast: boolean;
  asOf: string | null;
  isList: boolean;
  height: number;
  hops: number;
  asked: string[];
  ask: (open: string[]) => void;
}

function Surroundings({ found, day, isPast, asOf, isList, height, hops, asked, ask }: SurroundingsProps) {
  const say = useWords(words);
  const at = useDeferredValue(day);
  const around = useMemo(() => (asOf === null && isPast ? heldOn(found.around, at) : found.around), [found, at, asOf, isPast]);
  const naming = useNaming(found.around);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [chosen, choose] = useState<Chosen | null>(null);
  const shown = useMemo(() => seenOf(around, hidden, new Set([...opened, ...asked])), [around, hidden, opened, asked]);
  const flip = (kind: string) => setHidden(new Set(hidden.has(kind) ? [...hidden].filter((it) => it !== kind) : [...hidden, kind]));
  const open = (dot: Dot) => {
    const opening = openingOf(dot, found.only ? Infinity : hops);
    if (opening?.how === "here") setOpened(new Set([...opened, opening.key]));
    if (opening?.how === "asked" && !asked.includes(opening.handle) && asked.length < OPEN_MOST) ask([...asked, opening.handle]);
  };
  const foldAll = () => {
    setOpened(new Set());
    ask([]);
  };
  const isOpened = opened.size + asked.length > 0;
  if (found.around.lines.length === 0) return <Nobody why={asOf ? "knownThen" : "ever"} height={height} />;
  return (
    <>
      <Legend around={around} seen={shown} naming={naming} hidden={hidden} flip={flip} />
      <Remarks found={found} apart={shown.apart} hasLines={around.lines.length > 0} />
      <Findings around={around} naming={naming} chosen={chosen} choose={choose} />
      {around.lines.length === 0 && <Nobody why="then" height={height} />}
      {around.lines.length > 0 && shown.links.length === 0 && <Empty title={say.allHidden} height={height} />}
      {shown.links.length > 0 && isList && <RelationList around={around} hidden={hidden} naming={naming} height={height} />}
      {shown.links.length > 0 && !isList && (
        <div className="relations-stage">
          {isOpened && (
            <Button size="small" className="relations-fold" onClick={foldAll}>
              {say.foldAll}
            </Button>
          )}
          <Drawing seen={shown} findings={around.findings} naming={naming} chosen={chosen} choose={choose} open={open} height={height} />
          <Told around={around} seen={shown} naming={naming} chosen={chosen} choose={choose} open={open} asked={asked} hops={found.only ? null : hops} />
        </div>
      )}
      <WhoStandsBehind around={around} naming={naming} />
    </>
  );
}

/** What the picture leaves out, and why. */
function Remarks({ found, apart, hasLines }: { found: Found; apart: number; hasLines: boolean }) {
  const say = useWords(words);
  const { is_cut, complete, reached, members } = found.around;
  const remarks = [
    found.only === "consent" && say.byConsentOnly,
    found.only === "role" && say.byRole,
    is_cut && reached > members.length && said(say.cut, { reached, n: members.length }),
    (!complete || (is_cut && reached <= members.length)) && say.incomplete,
    apart > 0 && hasLines && said(say.apart, { n: apart }),
  ].filter(Boolean);
  if (remarks.length === 0) return null;
  return <p className="relations-cut">{remarks.join(" ")}</p>;
}

function Nobody({ why, height }: { why: "ever" | "then" | "knownThen"; height: number }) {
  const say = useWords(words);
  const [title, more] = { ever: [say.none, say.noneWhy], then: [say.noneThen, say.noneThenWhy], knownThen: [say.noneKnownThen, say.noneKnownThenWhy] }[why];
  return (
    <Empty title={title} height={height}>
      {more}
    </Empty>
  );
}
