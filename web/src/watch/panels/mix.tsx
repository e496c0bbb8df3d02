import { colours, Panel } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { SeriesDay } from "../bodies";
import { dayOf, wholeDay } from "../dates";
import { Columns } from "../drawn/columns";
import { Drawn, Key } from "../drawn/drawn";
import { percent } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const HEIGHT = 240;
const MOST = 60;
const WEEK = 7;
const COLOURS = [colours.accent, colours.chart[1], colours.chart[2]];

interface Period {
  on: string;
  decided: number;
  parts: [number, number, number];
}

/** How decisions came out, by day; over a long time by week. */
export function MixPanel({ series }: { series: SeriesDay[] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const periods = inPeriods(series);
  const all = sum(periods);
  const told = (one: Period) => ({
    on: dayOf(one.on, language),
    n: one.decided,
    approve: percent(one.decided ? one.parts[0] / one.decided : null),
    refer: percent(one.decided ? one.parts[1] / one.decided : null),
    decline: percent(one.decided ? one.parts[2] / one.decided : null),
  });
  const first = series[0]?.on ?? "";
  const last = series.at(-1)?.on ?? "";
  const label = said(w.mixLabel, { ...told({ on: first, ...all }), since: wholeDay(first, language), until: wholeDay(last, language) });
  const names = [w.approve, w.refer, w.decline];
  return (
    <Panel title={w.mix} className="watch-wide">
      <Drawn
        height={HEIGHT}
        label={label}
        count={periods.length}
        told={(place) => said(w.mixTold, told(periods[place]!))}
        legend={names.map((name, which) => (
          <Key key={name} colour={COLOURS[which]!}>{name}</Key>
        ))}
        table={
          <PlainTable
            head={[w.day, w.decided, ...names]}
            rows={[...periods].reverse().map((one) => [one.on, one.decided, ...one.parts])}
          />
        }
      >
        {(width, at, point) => (
          <Columns
            width={width}
            height={HEIGHT}
            columns={periods.map((one) => ({ label: dayOf(one.on, language), parts: one.parts }))}
            colours={COLOURS}
            unit={w.count}
            said={(value) => String(value)}
            at={at}
            point={point}
          />
        )}
      </Drawn>
    </Panel>
  );
}

function inPeriods(series: SeriesDay[]): Period[] {
  const days = series.map(({ on, day }): Period => ({ on, decided: day.decided, parts: [day.approve, day.refer, day.decline] }));
  if (days.length <= MOST) return days;
  const weeks: Period[] = [];
  for (let from = 0; from < days.length; from += WEEK) {
    const part = days.slice(from, from + WEEK);
    weeks.push({ on: part[0]!.on, ...sum(part) });
  }
  return weeks;
}

function sum(periods: Period[]): Omit<Period, "on"> {
  const parts = [0, 1, 2].map((which) => periods.reduce((all, one) => all + one.parts[which]!, 0)) as Period["parts"];
  return { decided: periods.reduce((all, one) => all + one.decided, 0), parts };
}
