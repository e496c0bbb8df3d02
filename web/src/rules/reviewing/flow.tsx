import { outcomes } from "../../plain";
import { colours } from "../../shell";
import { said, useText, useWords } from "../../words";
import { words } from "./words";

const ORDER = ["approve", "refer", "decline"] as const;
const COLOURS: Record<string, string> = { approve: colours.good, refer: "#c27b1a", decline: colours.bad };
const WIDTH = 520;
const HEIGHT = 200;
const SIDE = 96;
const BAR = 12;
const GAP = 14;

/** How outcomes move from the table in force to the draft: bands as wide as their applications are many. */
export function Flow({ table }: { table: Record<string, number> }) {
  const w = useWords(words);
  const say = useText();
  const streams = streamsOf(table);
  const total = streams.reduce((sum, it) => sum + it.n, 0);
  const left = stacked(streams, "from", total);
  const right = stacked(streams, "to", total);
  const name = (code: string) => say(outcomes[code]);
  const inWords = streams.map((it) => said(w.flowText, { from: name(it.from), to: name(it.to), n: it.n })).join("；");
  return (
    <figure className="flow">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${w.flow}。${inWords}`}>
        {streams.map((it) => (
          <path
            key={`${it.from}${it.to}`}
            d={band(left.at(it), right.at(it), (it.n / total) * left.room)}
            fill={COLOURS[it.to]}
            opacity={it.from === it.to ? 0.16 : 0.62}
          />
        ))}
        {[left, right].map((side, at) =>
          side.bars.map((bar) => (
            <g key={`${at}${bar.code}`}>
              <rect x={at ? WIDTH - SIDE - BAR : SIDE} y={bar.top} width={BAR} height={Math.max(bar.height, 1.5)} fill={COLOURS[bar.code]} />
              <text x={at ? WIDTH - SIDE + 8 : SIDE - 8} y={bar.top + bar.height / 2} textAnchor={at ? "start" : "end"} dominantBaseline="middle">
                {name(bar.code)} {bar.n}
              </text>
            </g>
          )),
        )}
      </svg>
      <figcaption className="flow-ends"><span>{w.from}</span><span>{w.to}</span></figcaption>
    </figure>
  );
}

export interface Stream {
  from: string;
  to: string;
  n: number;
}

/** `{"approve→decline": 3}` as streams, in the order of outcomes. */
export function streamsOf(table: Record<string, number>): Stream[] {
  return Object.entries(table)
    .map(([pair, n]) => {
      const [from = "", to = ""] = pair.split("→");
      return { from, to, n };
    })
    .filter((it) => it.n > 0)
    .sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
}

function stacked(streams: Stream[], end: "from" | "to", total: number) {
  const present = ORDER.filter((code) => streams.some((it) => it[end] === code));
  const room = HEIGHT - GAP * (present.length - 1);
  let top = 0;
  const bars = present.map((code) => {
    const n = streams.filter((it) => it[end] === code).reduce((sum, it) => sum + it.n, 0);
    const bar = { code, n, top, height: (n / total) * room };
    top += bar.height + GAP;
    return bar;
  });
  const at = (stream: Stream): number => {
    const bar = bars.find((it) => it.code === stream[end]);
    const other = end === "from" ? "to" : "from";
    const before = streams.filter((it) => it[end] === stream[end] && place(it[other]) < place(stream[other]));
    return (bar?.top ?? 0) + (before.reduce((sum, it) => sum + it.n, 0) / total) * room;
  };
  return { bars, at, room };
}

function band(from: number, to: number, height: number): string {
  const [x1, x2] = [SIDE + BAR, WIDTH - SIDE - BAR];
  const middle = (x1 + x2) / 2;
  return `M${x1},${from} C${middle},${from} ${middle},${to} ${x2},${to} V${to + height} C${middle},${to + height} ${middle},${from + height} ${x1},${from + height} Z`;
}

function place(code: string): number {
  return ORDER.indexOf(code as (typeof ORDER)[number]);
}
