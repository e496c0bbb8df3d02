import { colours, Panel } from "../../shell";
import { said, useLanguage, useText, useWords } from "../../words";
import type { Day, Watch } from "../bodies";
import { dayOf } from "../dates";
import { Drawn, Key } from "../drawn/drawn";
import { Lines } from "../drawn/lines";
import { ms } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const HEIGHT = 220;

/** How long one decision took, day by day, and which part took it on the newest day. */
export function LatencyPanel({ body, latest }: { body: Watch; latest: Day }) {
  const w = useWords(words);
  const say = useText();
  const [language] = useLanguage();
  const days = body.series.map(({ on, latency }) => ({ on, whole: latency.find((it) => it.part === "whole") }));
  const known = days.filter((it) => it.whole);
  const last = known.at(-1)?.whole;
  if (!last) {
    return (
      <Panel title={w.latency}>
        <p className="soft">{w.latencyNone}</p>
      </Panel>
    );
  }
  const limit = Number(body.limits.find((it) => it.limit === "latency_p99_ms")?.value ?? 0);
  const isNear = known.some(({ whole }) => whole!.p99_ms > limit / 3);
  const told = (place: number) => {
    const { on, whole } = known[place]!;
    return said(w.latencyTold, { on: dayOf(on, language), p50: ms(whole!.p50_ms), p99: ms(whole!.p99_ms), n: whole!.n });
  };
  return (
    <Panel title={w.latency}>
      <Drawn
        height={HEIGHT}
        label={said(w.latencyLabel, { p50: ms(last.p50_ms), p99: ms(last.p99_ms) })}
        count={known.length}
        told={told}
        legend={
          <>
            <Key colour={colours.accent} isLine>{w.p50}</Key>
            <Key colour={colours.chart[1]} isLine>{w.p99}</Key>
          </>
        }
        table={
          <PlainTable
            head={[w.day, w.n, `${w.p50} (${w.ms})`, `${w.p99} (${w.ms})`]}
            rows={[...known].reverse().map(({ on, whole }) => [on, whole!.n, ms(whole!.p50_ms), ms(whole!.p99_ms)])}
          />
        }
      >
        {(width, at, point) => (
          <Lines
            width={width}
            height={HEIGHT}
            labels={known.map(({ on }) => dayOf(on, language))}
            lines={[
              { colour: colours.accent, values: known.map(({ whole }) => whole!.p50_ms) },
              { colour: colours.chart[1], values: known.map(({ whole }) => whole!.p99_ms) },
            ]}
            unit={w.ms}
            said={ms}
            mark={isNear && limit ? { value: limit, said: said(w.slowLine, { n: limit }) } : undefined}
            at={at}
            point={point}
          />
        )}
      </Drawn>
      <PlainTable
        head={[w.part, w.p50, w.p99]}
        rows={latest.latency.filter((it) => it.part !== "whole").map((it) => [say(body.names[it.part]) || it.part, ms(it.p50_ms), ms(it.p99_ms)])}
      />
    </Panel>
  );
}
