import { count, Money, percent } from "../../plain";
import { Chart, type Option } from "../../plain/chart";
import { colours } from "../../shell";
import { useWords } from "../../words";
import type { Side } from "../bodies";
import { ordered } from "./ordering";
import { words } from "./words";

const ROW_PX = 34;

type Said = (typeof words)["zh"];

/** Approval of each segment in force and as tried, drawn and in figures. */
export function Segments({ sides }: { sides: Side[] }) {
  const w = useWords(words);
  const shown = ordered(sides);
  const label = shown.map((it) => `${name(w, it)}: ${share(it.approved_before, it)} → ${share(it.approved_after, it)}`).join("; ");
  return <Chart option={drawn(w, shown)} height={shown.length * ROW_PX + 70} label={`${w.bySegment}: ${label}`} table={<Figures sides={shown} />} />;
}

function Figures({ sides }: { sides: Side[] }) {
  const w = useWords(words);
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{w.segment}</th>
          <th scope="col">{w.n}</th>
          <th scope="col">{w.approvedNow}</th>
          <th scope="col">{w.approvedOther}</th>
          <th scope="col">{w.limitNow}</th>
          <th scope="col">{w.limitOther}</th>
        </tr>
      </thead>
      <tbody>
        {sides.map((it) => (
          <tr key={`${it.segment} ${it.value}`}>
            <th scope="row">{name(w, it)}</th>
            <td>{count(it.tried)}</td>
            <td>{share(it.approved_before, it)}</td>
            <td>{share(it.approved_after, it)}</td>
            <td><Money fen={it.limit_before_fen} short /></td>
            <td><Money fen={it.limit_after_fen} short /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A segment in words: `等级 A`. */
export function name(w: Said, side: { segment: string; value: string }): string {
  const kinds: Record<string, string> = { band: w.band, trade: w.trade, amount: w.amount, path: w.path };
  const doors: Record<string, string> = { application: w.application, package: w.package, batch: w.batch };
  const value = side.value === "–" ? w.unknown : side.segment === "path" ? (doors[side.value] ?? side.value) : side.value;
  return `${kinds[side.segment] ?? side.segment} ${value}`;
}

function share(approved: number, side: Side): string {
  return percent(approved / side.tried, 0);
}

function drawn(w: Said, sides: Side[]): Option {
  const labels = sides.map((it) => `${name(w, it)} (${it.tried})`);
  const values = (of: (side: Side) => number) => sides.map((it) => Math.round((1000 * of(it)) / it.tried) / 10);
  return {
    grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, data: [w.now, w.other], icon: "roundRect", itemWidth: 12, itemHeight: 10 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (value) => `${Number(value)}%` },
    xAxis: { type: "value", min: 0, max: 100, axisLabel: { formatter: "{value}%", hideOverlap: true }, splitLine: { lineStyle: { color: colours.rule } } },
    yAxis: { type: "category", data: labels, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.rule } }, axisLabel: { color: colours.ink, width: 132, overflow: "break" } },
    series: [
      { type: "bar", name: w.now, data: values((it) => it.approved_before), itemStyle: { color: "#aab4ae" }, barMaxWidth: 10 },
      { type: "bar", name: w.other, data: values((it) => it.approved_after), itemStyle: { color: colours.accent }, barMaxWidth: 10 },
    ],
  };
}
