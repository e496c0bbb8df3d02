import { Alert, Button } from "antd";
import { Link } from "react-router";
import { useDo } from "../../api";
import { percent, ToneTag, type Tone } from "../../plain";
import { Panel, Refusal, useMay } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Guess, Trade, TradeAsked } from "../bodies";
import { putUnsure } from "../calls";
import { words } from "../words";
import { Marked } from "./marked";
import { SizeClass } from "./size";
import { useState } from "react";

const TONES: Record<string, Tone> = { answered: "good", ambiguous: "heed", unsure: "heed", no_text: "still" };

/** The trade, how sure it is, which words say so, what else it may be, and what to do when unsure. */
export function Answer({ trade, asked }: { trade: Trade; asked: Partial<TradeAsked> }) {
  const w = useWords(words);
  const text = useText();
  const [first, ...others] = trade.top;
  const status = trade.status as keyof typeof w.status;
  const codes = trade.class ? [trade.class.code] : trade.top.slice(0, trade.status === "answered" ? 1 : 2).map((it) => it.code);
  return (
    <>
      <Panel>
        <div className="identify-first">
          <ToneTag tone={TONES[trade.status] ?? "still"}>{w.status[status]}</ToneTag>
          {first && (
            <>
              <h2><code>{first.code}</code> {text(first.name)}</h2>
              <Bar guess={first} name={w.probability} />
            </>
          )}
          {trade.class && trade.class.level > 2 && (
            <p>{w.finest} <code>{trade.class.code}</code> <span data-as-written>{text(trade.class.name)}</span> <span className="soft">{percent(trade.class.probability, 0)}</span></p>
          )}
        </div>
        {trade.by_person && <Alert type="success" showIcon message={said(w.byPerson, { code: trade.by_person.code })} />}
        <WhatNow trade={trade} asked={asked} />
        {trade.remarks.map((it, at) => <p key={at} className="soft">{text(it)}</p>)}
      </Panel>
      {(trade.evidence.length > 0 || trade.name || trade.business_scope) && (
        <Panel title={w.why}>
          <Marked trade={trade} />
        </Panel>
      )}
      {others.length > 0 && trade.status !== "no_text" && (
        <Panel title={w.others}>
          <ul className="identify-others">
            {others.map((it) => (
              <li key={it.code}><span><code>{it.code}</code> {text(it.name)}</span><Bar guess={it} name={w.probability} /></li>
            ))}
          </ul>
        </Panel>
      )}
      {codes.length > 0 && (trade.groups.length > 0 || trade.status === "answered") && <SizeClass trade={trade} codes={codes} />}
      <p className="soft identify-model">{said(w.model, { stage: w.stages[trade.stage as keyof typeof w.stages] ?? trade.stage, model: "" })}<code>{trade.model}</code></p>
    </>
  );
}

/** How likely, as a figure and a bar. */
export function Bar({ guess, name }: { guess: Guess; name: string }) {
  const share = Math.round(guess.probability * 100);
  return (
    <span className="identify-bar" role="img" aria-label={`${name} ${share}%`}>
      <span className="identify-bar-track"><span style={{ width: `${share}%` }} /></span>
      <b className="figure">{percent(guess.probability, 0)}</b>
    </span>
  );
}

function WhatNow({ trade, asked }: { trade: Trade; asked: Partial<TradeAsked> }) {
  const w = useWords(words);
  const may = useMay();
  const putting = useDo(putUnsure, { refresh: [["unsure"]] });
  const [isPut, setPut] = useState(false);
  const now = w.whatNow[trade.status as keyof typeof w.whatNow];
  if (!now) return null;
  const mayPut = may("identify.put") && trade.status !== "no_text";
  return (
    <div className="identify-now">
      <p>{now}</p>
      <Refusal problem={putting.problem} />
      {mayPut && !isPut && (
        <Button loading={putting.isRunning} onClick={() => void putting.run(asked).then((it) => setPut(it !== null))}>{w.put}</Button>
      )}
      {isPut && <p role="status"><b>{w.putDone}</b> {may("identify.review") && <Link to="/unsure">{w.toQueue}</Link>}</p>}
    </div>
  );
}
