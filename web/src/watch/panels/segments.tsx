import { Segmented } from "antd";
import { useState } from "react";
import { colours, Panel } from "../../shell";
import { said, useLanguage, useText, useWords, type Text } from "../../words";
import type { Month } from "../bodies";
import { monthOf, shortMonth } from "../dates";
import { Drawn, Key } from "../drawn/drawn";
import { Lines } from "../drawn/lines";
import { percent } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const HEIGHT = 260;
const SHOWN = 6;
const BY = ["business", "region", "trade", "channel"];
const COLOURS = [colours.accent, colours.chart[1], colours.chart[2], colours.chart[3], "#6b5b93", colours.ink];

/** The share approved in each segment, month by month. */
export function SegmentsPanel({ months, names }: { months: Month[]; names: Record<string, Text> }) {
  const w = useWords(words);
  const say = useText();
  const [language] = useLanguage();
  const [by, setBy] = useState("business");
  const name = (value: string) => say(names[`${by}:${value}`]) || value;
  const at = (month: Month, value: string) => month.segments.find((it) => it.by === by && it.value === value);
  const sizes = new Map<string, number>();
  for (const month of months) for (const one of month.segments) if (one.by === by) sizes.set(one.value, (sizes.get(one.value) ?? 0) + one.decided);
  const values = [...sizes].sort((one, other) => other[1] - one[1]).map(([value]) => value);
  const shown = values.slice(0, SHOWN);
  const share = (month: Month, value: string) => {
    const one = at(month, value);
    return one?.decided ? one.approve / one.decided : null;
  };
  const told = (place: number) =>
    said(w.segmentsTold, {
      month: monthOf(months[place]!.month, language),
      all: shown.map((value) => `${name(value)} ${percent(share(months[place]!, value))}`).join(w.comma),
    });
  return (
    <Panel
      title={w.segments}
      className="watch-wide"
      extra={<Segmented aria-label={w.segments} size="small" value={by} onChange={setBy} options={BY.map((it) => ({ value: it, label: say(names[it]) || it }))} />}
    >
      {shown.length ? (
        <Drawn
          height={HEIGHT}
          label={said(w.segmentsLabel, { by: say(names[by]), all: told(months.length - 1) })}
          count={months.length}
          told={told}
          legend={shown.map((value, which) => (
            <Key key={value} colour={COLOURS[which]!} isLine>{name(value)}</Key>
          ))}
          table={
            <PlainTable
              head={[w.group, ...months.map((month) => shortMonth(month.month, language))]}
              rows={values.map((value) => [name(value), ...months.map((month) => percent(share(month, value)))])}
            />
          }
        >
          {(width, pointed, point) => (
            <Lines
              width={width}
              height={HEIGHT}
              labels={months.map((month) => shortMonth(month.month, language))}
              lines={shown.map((value, which) => ({ colour: COLOURS[which]!, values: months.map((month) => share(month, value)) }))}
              unit={w.approvedShare}
              said={(value) => percent(value, 0)}
              labelWidth={72}
              at={pointed}
              point={point}
            />
          )}
        </Drawn>
      ) : (
        <p className="soft">{w.segmentsNone}</p>
      )}
    </Panel>
  );
}
