import { colours, Panel } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { Vintage } from "../bodies";
import { monthOf, shortMonth } from "../dates";
import { Drawn, Key } from "../drawn/drawn";
import { Lines } from "../drawn/lines";
import { percent } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const HEIGHT = 280;
const SHOWN = 6;
const COLOURS = [colours.accent, colours.chart[1], colours.chart[2], colours.chart[3], "#6b5b93", colours.ink];

/** Ever 30+ days late by month on book, a line for each of the newest cohorts. */
export function VintagePanel({ vintages }: { vintages: Vintage[] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const old = vintages.filter((one) => one.late_by.some((it) => it));
  const shown = old.slice(-SHOWN);
  if (!shown.length) {
    return (
      <Panel title={w.vintage}>
        <p className="soft">{w.vintageNone}</p>
      </Panel>
    );
  }
  const last = Math.max(...shown.map((one) => one.late_by.findLastIndex((it) => it))) + 1;
  const months = Array.from({ length: last }, (_, place) => place);
  const told = (place: number) =>
    said(w.vintageTold, {
      month: place + 1,
      all: shown.flatMap((one) => (one.late_by[place] ? [`${shortMonth(one.month, language)} ${percent(one.late_by[place]!.share)}`] : [])).join(w.comma),
    });
  return (
    <Panel title={w.vintage}>
      <p className="soft">{w.vintageAbout}</p>
      <Drawn
        height={HEIGHT}
        label={said(w.vintageLabel, { n: shown.length, all: told(last - 1) })}
        count={last}
        told={told}
        legend={shown.map((one, which) => (
          <Key key={one.month} colour={COLOURS[which]!} isLine>{shortMonth(one.month, language)}</Key>
        ))}
        table={
          <PlainTable
            head={[w.cohort, w.loans, w.firstPayment, ...months.map((it) => said(w.monthOnBook, { n: it + 1 }))]}
            rows={[...old].reverse().map((one) => [
              monthOf(one.month, language),
              one.loans,
              percent(one.first_payment?.share),
              ...months.map((place) => percent(one.late_by[place]?.share)),
            ])}
          />
        }
      >
        {(width, at, point) => (
          <Lines
            width={width}
            height={HEIGHT}
            labels={months.map((it) => said(w.monthOnBook, { n: it + 1 }))}
            lines={shown.map((one, which) => ({ colour: COLOURS[which]!, values: months.map((place) => one.late_by[place]?.share ?? null) }))}
            unit={w.share}
            said={(value) => percent(value, value > 0 && value < 0.05 ? 1 : 0)}
            labelWidth={46}
            at={at}
            point={point}
          />
        )}
      </Drawn>
    </Panel>
  );
}
