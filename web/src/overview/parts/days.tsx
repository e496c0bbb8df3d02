import { useMemo } from "react";
import { Chart, type Option } from "../../plain/chart";
import { colours, Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Day } from "../bodies";
import { words } from "../words";
import { axes, monthDay } from "./axes";

const HEIGHT = 268;

/** Each day's applications as a line, its outcomes as a stack. */
export function Days({ days }: { days: Day[] }) {
  const w = useWords(words);
  const option = useMemo<Option>(
    () => ({
      ...axes(days.map((day) => monthDay(day.on))),
      series: [
        bar(w.approved, days.map((day) => day.approved), colours.accent),
        bar(w.referred, days.map((day) => day.referred), colours.chart[1]),
        bar(w.declined, days.map((day) => day.declined), colours.chart[2]),
        {
          type: "line",
          name: w.applied,
          data: days.map((day) => day.applied),
          color: colours.ink,
          symbolSize: 5,
          lineStyle: { width: 1.5, type: "dashed" },
        },
      ],
    }),
    [days, w],
  );
  const sum = (of: "applied" | "approved" | "referred" | "declined") => days.reduce((all, day) => all + day[of], 0);
  const label = said(w.daysLabel, {
    applied: sum("applied"),
    approved: sum("approved"),
    referred: sum("referred"),
    declined: sum("declined"),
  });
  return (
    <Panel title={w.days} className="overview-days">
      <Chart option={option} height={HEIGHT} label={label} table={<DaysTable days={days} />} />
    </Panel>
  );
}

function DaysTable({ days }: { days: Day[] }) {
  const w = useWords(words);
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{w.day}</th>
          {[w.applied, w.approved, w.referred, w.declined].map((name) => (
            <th key={name} className="num">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <tr key={day.on}>
            <td>{day.on}</td>
            <td className="num">{day.applied}</td>
            <td className="num">{day.approved}</td>
            <td className="num">{day.referred}</td>
            <td className="num">{day.declined}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function bar(name: string, data: number[], color: string) {
  return { type: "bar" as const, stack: "outcome", name, data, color, barMaxWidth: 26 };
}
