import { Button, Checkbox, Popconfirm, Progress } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useAsk, useDo } from "../../api";
import { count, ToneTag, When, type Tone } from "../../plain";
import { Empty, Panel, Refusal, Shown, useMay } from "../../shell";
import { said, useWords } from "../../words";
import type { FileShown } from "../bodies";
import { files, forgetFile, resultAt, sendFile, stopFile } from "../calls";
import { Drop } from "../drop";
import { words } from "./words";

const TONES: Record<string, Tone> = { waiting: "busy", running: "busy", done: "good", stopped: "still", failed: "bad" };
const FILES = [["identify", "files"]];

/** Send a table in, watch it being worked through, fetch it, forget it. */
export function Files() {
  const w = useWords(words);
  const [queueUnsure, setQueueUnsure] = useState(true);
  const [isBusy, setBusy] = useState(true);
  const mine = useAsk(["identify", "files"], async () => {
    const found = await files();
    setBusy(found.some(isOn));
    return found;
  }, { keep: true, everySeconds: isBusy ? 1 : 0 });
  const sending = useDo(sendFile, { refresh: FILES });
  return (
    <>
      <Panel>
        <Drop label={w.pick} more={w.drop} accept=".csv,.tsv,.txt,.gz,.xlsx" isBusy={sending.isRunning} take={(file) => void sending.run({ file, queueUnsure })} />
        <Checkbox checked={queueUnsure} onChange={(event) => setQueueUnsure(event.target.checked)}>{w.queue}</Checkbox>
        <p className="soft identify-small">{w.about}</p>
        <Refusal problem={sending.problem} />
      </Panel>
      <Panel title={w.mine} flush>
        <Shown asked={mine} height={160} isEmpty={(it) => it.length === 0} empty={<Empty title={w.none} height={160} />}>
          {(found) => <ul className="identify-files">{found.map((it) => <One key={it.id} file={it} />)}</ul>}
        </Shown>
      </Panel>
    </>
  );
}

const isOn = (file: FileShown) => file.state === "waiting" || file.state === "running";

function One({ file }: { file: FileShown }) {
  const w = useWords(words);
  const may = useMay();
  const stopping = useDo((id: string, key) => stopFile(id, key), { refresh: FILES });
  const forgetting = useDo((id: string) => forgetFile(id), { refresh: FILES });
  const share = Math.floor((100 * file.rows_done) / file.rows);
  const left = leftSeconds(file);
  return (
    <li>
      <div className="identify-file-head">
        <b data-as-written>{file.name ?? w.nameless}</b>
        <ToneTag tone={TONES[file.state] ?? "still"}>{w.states[file.state as keyof typeof w.states] ?? file.state}</ToneTag>
        <span className="soft"><When at={file.asked_at} near /></span>
      </div>
      {file.state !== "done" && (
        <Progress percent={share} size="small" status={file.state === "failed" ? "exception" : "normal"} aria-label={w.states[file.state as keyof typeof w.states] ?? file.state} />
      )}
      <p className="soft">
        {said(w.progress, { done: count(file.rows_done), rows: count(file.rows) })}
        {left !== null && ` · ${said(w.left, { n: count(left) })}`}
        {file.rows_left_out > 0 && ` · ${said(w.leftOut, { n: count(file.rows_left_out) })}`}
      </p>
      {Object.keys(file.counts).length > 0 && (
        <ul className="identify-counts">
          {Object.entries(file.counts).map(([status, n]) => <li key={status}>{w.counts[status as keyof typeof w.counts] ?? status} <b className="figure">{count(n)}</b></li>)}
        </ul>
      )}
      {file.queued > 0 && <p>{said(w.queued, { n: count(file.queued) })} {may("identify.review") && <Link to="/unsure">{w.see}</Link>}</p>}
      {file.problem_code && <p className="late">{w.failed} <code>{file.problem_code}</code></p>}
      <Refusal problem={stopping.problem ?? forgetting.problem} />
      <div className="identify-acts">
        {file.state === "done" && <Button type="primary" href={resultAt(file.id)} download>{w.download}</Button>}
        {isOn(file) && <Button loading={stopping.isRunning} onClick={() => void stopping.run(file.id)}>{w.stop}</Button>}
        <Popconfirm title={w.forgetSure} okText={w.forget} cancelText={w.keep} onConfirm={() => void forgetting.run(file.id)}>
          <Button danger loading={forgetting.isRunning}>{w.forget}</Button>
        </Popconfirm>
      </div>
    </li>
  );
}

/** By how long the rows so far took; null where nothing can be said yet. */
function leftSeconds(file: FileShown): number | null {
  if (file.state !== "running" || !file.started_at || file.rows_done === 0) return null;
  const passed = (Date.now() - Date.parse(file.started_at)) / 1000;
  return Math.max(1, Math.round((passed / file.rows_done) * (file.rows - file.rows_done)));
}
