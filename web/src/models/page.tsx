import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk } from "../api";
import { Empty, PageHead, Panel, Shown, useMay } from "../shell";
import { said, useText, useWords } from "../words";
import type { ModelLine, Use } from "./bodies";
import { models, MODELS_KEY, uses, USES_KEY } from "./calls";
import "./models.css";
import { Register } from "./register";
import { Expires, StateTag } from "./tags";
import { Waiting } from "./waiting";
import { words } from "./words";

/** The register: what waits for somebody, what rates now, every model that was ever handed in. */
export default function ModelsPage() {
  const w = useWords(words);
  const may = useMay();
  const [isRegistering, setRegistering] = useState(false);
  const lines = useAsk(MODELS_KEY, models);
  const proposals = useAsk(USES_KEY, uses);
  return (
    <>
      <PageHead title={w.title} about={w.about}>
        {may("model.register") && <Button type="primary" onClick={() => setRegistering(true)}>{w.register}</Button>}
      </PageHead>
      {isRegistering && <Register onClose={() => setRegistering(false)} />}
      <Shown asked={lines} height={420}>
        {(found) => (
          <Shown asked={proposals} height={420}>
            {(proposed) => <Lists lines={found} proposed={proposed} />}
          </Shown>
        )}
      </Shown>
    </>
  );
}

function Lists({ lines, proposed }: { lines: ModelLine[]; proposed: Use[] }) {
  const w = useWords(words);
  const now = proposed.filter((it) => it.in_force && it.kind === "champion");
  return (
    <>
      <Waiting lines={lines} proposed={proposed} />
      <Panel title={w.rates}>
        <ul className="rates">
          {now.map((it) => (
            <li key={it.id}>
              <b>{it.product || w.house}</b>
              <span>{it.model_id ? <Link to={`/models/${it.model_id}`}>{it.model_name}</Link> : w.judgement}</span>
              <span className="soft">{said(w.since, { on: it.effective_from })}</span>
            </li>
          ))}
          {!now.some((it) => it.product === "") && (
            <li>
              <b>{w.house}</b>
              <span>{w.judgement}</span>
            </li>
          )}
        </ul>
      </Panel>
      {lines.length === 0 ? <Panel><Empty title={w.none}>{w.noneAbout}</Empty></Panel> : <Every lines={lines} />}
    </>
  );
}

function Every({ lines }: { lines: ModelLine[] }) {
  const w = useWords(words);
  const say = useText();
  return (
    <Panel flush title={w.title}>
      <ul className="models">
        {lines.map((it) => (
          <li key={it.id}>
            <div className="model-name">
              <Link to={`/models/${it.id}`}>{say(it.title) || it.name}</Link>
              <code className="soft">{it.version.slice(0, 8)}</code>
            </div>
            <StateTag line={it} />
            <span>
              {w[it.kind]}
              <br />
              <span className="soft">{w.grades[it.grade]}</span>
            </span>
            <span className="model-auc">
              <span className="soft">AUC</span> {it.auc.toFixed(3)}
              <br />
              <span className="soft">{said(w.interval, { low: it.auc_low.toFixed(2), high: it.auc_high.toFixed(2) })}</span>
            </span>
            <Expires line={it} />
            <span>
              <span className="soft">{w.by}</span>
              <br />
              {it.registered.by}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
