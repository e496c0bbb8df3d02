import { colours, Panel } from "../../shell";
import { said, useText, useWords, type Text } from "../../words";
import type { Day } from "../bodies";
import { Against } from "../drawn/against";
import { Drawn, Key } from "../drawn/drawn";
import { percent, percents, two, twos } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const HEIGHT = 300;

/** Expected and observed default by band, of the scorecard that most is known about. */
export function CalibrationPanel({ latest, names }: { latest: Day; names: Record<string, Text> }) {
  const w = useWords(words);
  const say = useText();
  const one = latest.calibration[0];
  if (!one?.bands.length) {
    return (
      <Panel title={w.calibration}>
        <p className="soft">{one ? said(w.calibrationNone, { lent: one.lent }) : w.calibrationNoLoans}</p>
      </Panel>
    );
  }
  const told = (it: (typeof one.bands)[number]) =>
    said(w.calibrationTold, {
      band: it.band,
      expected: percent(it.expected),
      observed: percent(it.observed.share),
      interval: percents(it.observed.low, it.observed.high),
      n: it.observed.n,
    });
  return (
    <Panel title={w.calibration} extra={<span className="soft">{say(names[one.about])}</span>}>
      <p className="soft">{said(w.calibrationAbout, { ...one, expected: one.expected.toFixed(1) } as unknown as Record<string, string>)}</p>
      {one.ratio && <p>{said(w.calibrationRatio, { value: two(one.ratio.value), interval: twos(one.ratio.low, one.ratio.high) })}</p>}
      <Drawn
        height={HEIGHT}
        label={said(w.calibrationLabel, { all: one.bands.map(told).join(w.semi) })}
        count={one.bands.length}
        told={(place) => told(one.bands[place]!)}
        legend={<Key colour={colours.soft} isLine>{w.sameLine}</Key>}
        table={
          <PlainTable
            head={[w.band, w.loans, w.said, w.happened, w.interval]}
            rows={one.bands.map((it) => [it.band, it.observed.n, percent(it.expected), percent(it.observed.share), percents(it.observed.low, it.observed.high)])}
          />
        }
      >
        {(width, at, point) => (
          <Against
            width={width}
            height={HEIGHT}
            pairs={one.bands.map((it) => ({
              name: it.band,
              said: it.expected,
              happened: it.observed.share ?? 0,
              low: it.observed.low,
              high: it.observed.high,
              colour: it.expected < it.observed.low || it.expected > it.observed.high ? colours.bad : colours.accent,
            }))}
            said={(value) => percent(value, value < 0.1 && value > 0 ? 1 : 0)}
            across={w.said}
            up={w.happened}
            at={at}
            point={point}
          />
        )}
      </Drawn>
    </Panel>
  );
}
