import { Segmented } from "antd";
import { useState } from "react";
import { colours, Panel } from "../../shell";
import { said, useLanguage, useText, useWords, type Text } from "../../words";
import type { Fairness, Group, Month } from "../bodies";
import { monthOf } from "../dates";
import { Drawn } from "../drawn/drawn";
import { heightOf, Rows } from "../drawn/rows";
import { percent, two, twos } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const BY = ["sex", "age", "region", "business"];
const FIFTHS = 0.8;

/** Approvals of groups held against the group approved most, with intervals; small groups are not shown. */
export function FairnessPanel({ months, names }: { months: Month[]; names: Record<string, Text> }) {
  const w = useWords(words);
  const say = useText();
  const [language] = useLanguage();
  const [by, setBy] = useState("sex");
  const month = months.at(-1);
  const name = (code: string) => say(names[code]) || code.split(":").at(-1)!;
  if (!month) {
    return (
      <Panel title={w.fairness} className="watch-wide">
        <p className="soft">{w.fairnessNone}</p>
      </Panel>
    );
  }
  const chosen = month.fairness.filter((one) => one.by === by);
  return (
    <Panel
      title={w.fairness}
      className="watch-wide"
      extra={<Segmented aria-label={w.fairness} size="small" value={by} onChange={setBy} options={BY.map((it) => ({ value: it, label: name(it) }))} />}
    >
      <p className="soft">{said(w.fairnessAbout, { since: monthOf(month.since, language), until: monthOf(month.month, language) })}</p>
      <div className="watch-two">
        {chosen.map((one) => (
          <Compared key={one.measure} one={one} name={(value) => name(`${by}:${value}`)} by={name(by)} />
        ))}
      </div>
    </Panel>
  );
}

function Compared({ one, name, by }: { one: Fairness; name: (value: string) => string; by: string }) {
  const w = useWords(words);
  const isRatio = one.measure === "approval";
  const compared = one.groups.filter((group) => (isRatio ? group.ratio : group.gap));
  const told = (group: Group) => {
    const about = { name: name(group.value), share: percent(group.share.share), n: group.share.n };
    if (isRatio) return said(w.fairnessTold, { ...about, ratio: two(group.ratio?.value), interval: twos(group.ratio?.low ?? 1, group.ratio?.high ?? 1) });
    return said(w.gapTold, { ...about, gap: points(group.gap?.value), interval: `${points(group.gap?.low)}–${points(group.gap?.high)}` });
  };
  const of = (group: Group) => (isRatio ? group.ratio! : flipped(group));
  const isFar = (group: Group) => (isRatio ? group.ratio!.value < FIFTHS && group.ratio!.high < 1 : group.gap!.high < 0);
  return (
    <section>
      <h3>{w[one.measure]}</h3>
      {one.held_against && <p className="soft">{said(isRatio ? w.heldAgainst : w.gapAgainst, { group: name(one.held_against) })}</p>}
      {compared.length ? (
        <Drawn
          height={heightOf(compared.length)}
          label={said(w.fairnessLabel, { by, all: compared.map(told).join(w.semi) })}
          count={compared.length}
          told={(place) => told(compared[place]!)}
          table={
            <PlainTable
              head={[w.group, w.n, w.approvedShare, isRatio ? w.ratio : w.gap, w.interval]}
              rows={one.groups.map((group) => [
                name(group.value),
                group.share.n,
                percent(group.share.share),
                isRatio ? two(group.ratio?.value) : points(group.gap?.value),
                isRatio ? (group.ratio ? twos(group.ratio.low, group.ratio.high) : "–") : group.gap ? `${points(group.gap.low)}–${points(group.gap.high)}` : "–",
              ])}
            />
          }
        >
          {(width, at, point) => (
            <Rows
              width={width}
              kind="dots"
              rows={compared.map((group) => ({ name: name(group.value), ...of(group), colour: isFar(group) ? colours.bad : colours.accent }))}
              said={(value) => (isRatio ? two(value) : points(-value))}
              marks={isRatio ? [{ value: FIFTHS, said: w.fifths }, { value: 1, said: w.even }] : [{ value: 0, said: w.even }]}
              most={isRatio ? Math.max(1.2, ...compared.map((group) => group.ratio!.high)) : Math.max(0.12, ...compared.map((group) => -group.gap!.low))}
              at={at}
              point={point}
            />
          )}
        </Drawn>
      ) : (
        <p className="soft">{w.fairnessFew}</p>
      )}
      {one.suppressed > 0 && <p className="soft">{said(w.suppressed, { n: one.suppressed })}</p>}
    </section>
  );
}

/** A gap drawn to the right: how much less; what would be more stands at nothing. */
function flipped(group: Group) {
  const gap = group.gap!;
  return { value: Math.max(-gap.value, 0), low: Math.max(-gap.high, 0), high: Math.max(-gap.low, 0) };
}

function points(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value * 100).toFixed(1)}`;
}
