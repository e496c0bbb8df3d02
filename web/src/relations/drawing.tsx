import { CompressOutlined, MinusOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { said, useWords } from "../words";
import type { Finding } from "./bodies";
import { nearTo, type Chosen } from "./choosing";
import { DotMark } from "./dot";
import { drawn } from "./drawn";
import { enlarged, STILL } from "./fitting";
import { LinkMark } from "./link";
import { useHandOver, useMoved, useWidth } from "./moving";
import { Labels } from "./named";
import type { Naming } from "./naming";
import type { Dot, Seen } from "./seen";
import { toWards } from "./walking";
import { words } from "./words";

interface Props {
  seen: Seen;
  findings: Finding[];
  naming: Naming;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
  open: (dot: Dot) => void;
  height: number;
}

/** Above so many lines they are drawn thin and without arrows. */
const THIN_FROM = 120;
const LABEL_MOST = 14;

/** The drawing itself. Everything in it is also in the list, for those who read rather than look. */
export function Drawing({ seen, findings, naming, chosen, choose, open, height }: Props) {
  const say = useWords(words);
  const { room, width } = useWidth();
  const canvas = useRef<SVGSVGElement>(null);
  const { moved, setMoved, holding } = useMoved(canvas);
  const [stop, setStop] = useState<string | null>(null);
  const short = (dot: Dot) => shortened(naming.dot(dot)) + (dot.members.length === 1 && dot.members[0]?.mark ? ` ${say.marks[dot.members[0].mark]}` : "");
  const whole = useMemo(() => (width > 0 ? drawn(seen, findings, { width, height }, moved, short) : null), [seen, findings, width, height, moved, naming]);
  const near = useMemo(() => nearTo(seen, findings, chosen), [seen, findings, chosen]);
  const isAway = (id: string) => near !== null && !near.has(id);
  const tabStop = seen.dots.some((it) => it.id === stop) ? stop : seen.dots[0]?.id;
  const all = seen.dots.reduce((sum, it) => sum + it.members.length + it.behind, 0);
  const handOver = useHandOver(canvas, seen);
  const pressed = (event: KeyboardEvent) => {
    const dot = seen.dots.find((it) => it.id === (event.target as Element).getAttribute("data-dot"));
    const next = dot && whole && toWards(whole.places, dot.id, event.key);
    if (next) canvas.current?.querySelector<SVGGElement>(`[data-dot="${CSS.escape(next)}"]`)?.focus();
    else if (dot && event.key === "Enter") {
      handOver(dot);
      open(dot);
    }
    else if (dot && event.key === " ") choose({ kind: "dot", id: dot.id });
    else if (event.key === "Escape" && chosen) choose(null);
    else if (!dot || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relations-drawing" style={{ height }} ref={room}>
      {whole && (
        <svg
          ref={canvas}
          width={width}
          height={height}
          role="group"
          aria-label={said(say.picture, { dots: seen.dots.length, links: seen.links.length, n: all })}
          data-drawn={seen.dots.length}
          onKeyDown={pressed}
          {...holding}
          onClick={(event) => event.target === canvas.current && choose(null)}
        >
          <g aria-hidden="true" className="relations-rings">
            {whole.rings.map((it, at) => (
              <path key={at} d={it.path} transform={it.transform} vectorEffect="non-scaling-stroke" />
            ))}
          </g>
          <g aria-hidden="true">
            {whole.links.map((it) => (
              <LinkMark
                key={it.link.id}
                {...it}
                isAway={isAway(it.link.id)}
                isChosen={chosen?.kind === "link" && chosen.id === it.link.id}
                isThin={whole.links.length > THIN_FROM}
                onChoose={() => choose({ kind: "link", id: it.link.id })}
              />
            ))}
          </g>
          {seen.dots.map((dot) => (
            <DotMark
              key={dot.id}
              dot={dot}
              at={whole.places.get(dot.id)!}
              radius={whole.radii.get(dot.id)!}
              name={longName(dot, naming, say)}
              isAway={isAway(dot.id)}
              isChosen={chosen?.kind === "dot" && chosen.id === dot.id}
              isStop={tabStop === dot.id}
              onChoose={() => choose({ kind: "dot", id: dot.id })}
              onOpen={() => open(dot)}
              onReach={() => setStop(dot.id)}
            />
          ))}
          <Labels seen={seen} labels={whole.labels} isAway={isAway} />
        </svg>
      )}
      <div className="relations-zoom">
        <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={say.zoomIn} onClick={() => setMoved((it) => enlarged(it, 1.3))} />
        <Button size="small" icon={<MinusOutlined aria-hidden />} aria-label={say.zoomOut} onClick={() => setMoved((it) => enlarged(it, 1 / 1.3))} />
        <Button size="small" icon={<CompressOutlined aria-hidden />} aria-label={say.fit} onClick={() => setMoved(STILL)} />
      </div>
    </div>
  );
}

const shortened = (name: string) => (name.length > LABEL_MOST + 6 ? `${name.slice(0, LABEL_MOST + 5)}…` : name);

/** A dot for those who hear it. */
function longName(dot: Dot, naming: Naming, say: typeof words.zh): string {
  const [one] = dot.members;
  const facts = [
    naming.dot(dot),
    one && dot.members.length === 1 && one.mark ? say.marks[one.mark] : "",
    dot.isFound ? say.found : "",
    dot.hops > 0 ? said(say.away, { n: dot.hops }) : "",
    dot.behind + dot.more > 0 ? said(say.behind, { n: dot.behind + dot.more }) : "",
  ];
  return facts.filter(Boolean).join(" · ");
}
