import { Select } from "antd";
import { useState } from "react";
import { colours, Panel } from "../../shell";
import { said, useLanguage, useText, useWords } from "../../words";
import type { Day, Drift, Stability, Watch } from "../bodies";
import { wholeDay } from "../dates";
import { Columns } from "../drawn/columns";
import { Drawn, Key } from "../drawn/drawn";
import { heightOf, Rows } from "../drawn/rows";
import { percent, shortNumbers, two, twos } from "../figures";
import { words } from "../words";
import { PlainTable } from "./plain_table";

const SHOWN = 12;
const BINS_HEIGHT = 200;
const TWO = [colours.chart[5], colours.accent];

/** The figures that moved most, with the bins of one of them. */
export function StabilityPanel({ body, latest }: { body: Watch; latest: Day }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const found = latest.drift
    .flatMap((one) => (one.window ?? one.short ? [{ one, of: (one.window ?? one.short)! }] : []))
    .sort((one, other) => other.of.corrected - one.of.corrected || one.of.chance - other.of.chance);
  if (!found.length) {
    const from = body.numbers_from;
    return (
      <Panel title={w.stability} className="watch-wide">
        <p className="soft">{from ? said(w.stabilityNone, { on: wholeDay(from, language) }) : w.stabilityFew}</p>
      </Panel>
    );
  }
  return <Figures found={found} body={body} />;
}

interface Found {
  one: Drift;
  of: Stability;
}

function Figures({ found, body }: { found: Found[]; body: Watch }) {
  const w = useWords(words);
  const say = useText();
  const [chosen, setChosen] = useState(found[0]!.one.about);
  const name = (about: string) => say(body.names[about]) || about;
  const limit = (code: string) => Number(body.limits.find((it) => it.limit === code)?.value ?? 0);
  const [watchAt, actAt] = [limit("psi_watch"), limit("psi_act")];
  const colour = (psi: number) => (psi >= actAt ? colours.bad : psi >= watchAt ? colours.chart[1] : colours.accent);
  const shown = found.slice(0, SHOWN);
  const first = found[0]!;
  const label = said(w.stabilityLabel, {
    n: found.length,
    first: name(first.one.about),
    psi: two(first.of.corrected),
    low: two(first.of.low),
    high: two(first.of.high),
  });
  const mover = (one: Drift) =>
    one.mover ? said(w.moverIs, { value: say(body.names[`${one.mover.by}:${one.mover.value}`]) || one.mover.value, share: percent(Math.min(one.mover.share, 1), 0) }) : "–";
  const looked = found.find(({ one }) => one.about === chosen) ?? first;
  return (
    <Panel title={w.stability} className="watch-wide">
      <p className="soft">{w.stabilityAbout}</p>
      <div className="watch-two">
        <Drawn
          height={heightOf(shown.length)}
          label={label}
          count={shown.length}
          told={(place) => {
            const { one, of } = shown[place]!;
            return said(w.stabilityTold, { name: name(one.about), psi: two(of.corrected), interval: twos(of.low, of.high), n: of.n });
          }}
          table={
            <PlainTable
              head={[w.figure, w.mover, w.psi, w.interval, w.n]}
              figuresFrom={2}
              rows={found.map(({ one, of }) => [name(one.about), mover(one), two(of.corrected), twos(of.low, of.high), of.n])}
            />
          }
        >
          {(width, at, point) => (
            <g onClick={() => at !== null && setChosen(shown[at]!.one.about)}>
              <Rows
                width={width}
                kind="bars"
                rows={shown.map(({ one, of }) => ({ name: name(one.about), value: of.corrected, low: of.low, high: of.high, colour: colour(of.corrected) }))}
                said={two}
                marks={[watchAt, actAt].map((value) => ({ value, said: two(value) }))}
                at={at}
                point={point}
              />
            </g>
          )}
        </Drawn>
        <div>
          <Select
            className="watch-choose"
            aria-label={w.look}
            value={looked.one.about}
            onChange={setChosen}
            showSearch
            optionFilterProp="label"
            options={found.map(({ one }) => ({ value: one.about, label: name(one.about) }))}
          />
          <Bins drift={looked.one} name={name(looked.one.about)} />
        </div>
      </div>
    </Panel>
  );
}

function Bins({ drift, name }: { drift: Drift; name: string }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const bins = drift.bins
    .filter((it) => it.bin !== "*" || it.then || it.now)
    .map((it) => ({ ...it, bin: shortNumbers(it.bin === "*" ? w.other : it.bin, language) }));
  const all = bins.map((it) => `${it.bin} ${percent(it.then, 0)} → ${percent(it.now, 0)}`).join(w.semi);
  return (
    <Drawn
      height={BINS_HEIGHT}
      label={said(w.binsLabel, { name, all })}
      count={bins.length}
      told={(place) => {
        const it = bins[place]!;
        return said(w.binsTold, { bin: it.bin, then: percent(it.then), now: percent(it.now) });
      }}
      legend={[w.then, w.now].map((word, which) => (
        <Key key={word} colour={TWO[which]!}>{word}</Key>
      ))}
      table={<PlainTable head={[w.bin, w.then, w.now]} rows={bins.map((it) => [it.bin, percent(it.then), percent(it.now)])} />}
    >
      {(width, at, point) => (
        <Columns
          width={width}
          height={BINS_HEIGHT}
          columns={bins.map((it) => ({ label: it.bin, parts: [it.then, it.now] }))}
          colours={TWO}
          unit={w.shareOf}
          said={(value) => percent(value, 0)}
          at={at}
          point={point}
          beside
          labelWidth={96}
        />
      )}
    </Drawn>
  );
}
