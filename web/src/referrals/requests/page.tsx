import { Button, Segmented, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk } from "../../api";
import { count, Due, ToneTag, When } from "../../plain";
import { Empty, PageHead, Panel, Shown } from "../../shell";
import { said, useWords } from "../../words";
import type { Asked, Kind } from "../bodies";
import { requestsFor } from "../calls";
import "../referrals.css";
import { words } from "./words";

const KINDS: Kind[] = ["explanation", "correction", "person"];
const HEIGHT = 360;

/** What borrowers asked, and what waits for an answer. */
export default function Requests() {
  const w = useWords(words);
  const [state, setState] = useState<"open" | "answered">("open");
  const [kind, setKind] = useState<Kind | "all">("all");
  const [after, setAfter] = useState<string>();
  const wanted = { state, kind: kind === "all" ? undefined : kind, after };
  const found = useAsk(["requests", wanted], () => requestsFor(wanted), { keep: true, everySeconds: 30 });
  const from = (act: () => void) => {
    act();
    setAfter(undefined);
  };
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <div className="refer-bar">
        <Segmented
          aria-label={w.shown}
          value={state}
          onChange={(it) => from(() => setState(it))}
          options={(["open", "answered"] as const).map((it) => ({ value: it, label: w[it] }))}
        />
        <Select
          aria-label={w.kindsShown}
          value={kind}
          onChange={(it) => from(() => setKind(it))}
          options={[{ value: "all" as const, label: w.all }, ...KINDS.map((it) => ({ value: it, label: w.kinds[it] }))]}
          className="refer-kinds"
        />
        {found.data && <span className="soft">{said(w.total, { n: count(found.data.total) })}</span>}
      </div>
      <Panel flush>
        <div style={{ minHeight: HEIGHT }}>
          <Shown
            asked={found}
            height={HEIGHT}
            isEmpty={(it) => it.rows.length === 0}
            empty={<Empty title={state === "open" ? w.none : w.noneAnswered} height={HEIGHT} />}
          >
            {({ rows }) => (
              <ul className="refer-requests">
                {rows.map((it) => (
                  <Line key={it.id} asked={it} />
                ))}
              </ul>
            )}
          </Shown>
        </div>
      </Panel>
      <div className="refer-pager">
        {after && <Button onClick={() => setAfter(undefined)}>{w.first}</Button>}
        {found.data?.after && <Button onClick={() => setAfter(found.data?.after ?? undefined)}>{w.next}</Button>}
      </div>
    </>
  );
}

function Line({ asked }: { asked: Asked }) {
  const w = useWords(words);
  return (
    <li>
      <span className="refer-kind">
        <Link to={`/requests/${asked.id}`} className="refer-name">{w.kinds[asked.kind]}</Link>
        <span className="refer-lower" data-as-written>{asked.owner_name}</span>
        {!asked.of_borrower && <span className="refer-lower">{w.queue}</span>}
      </span>
      <span><span className="refer-lower">{w.columns.asked}</span> <When at={asked.asked_at} /></span>
      {asked.answered_at ? (
        <>
          <span>{asked.result && <ToneTag tone="good">{w.results[asked.result]}</ToneTag>}</span>
          <span className="soft">{said(w.by, { who: asked.by?.login ?? w.someone, when: "" }).replace(/[，,]\s*$/, "")} <When at={asked.answered_at} /></span>
        </>
      ) : (
        <span><span className="refer-lower">{w.columns.due}</span> <Due at={asked.due_at} /></span>
      )}
    </li>
  );
}
