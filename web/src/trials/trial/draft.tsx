import { App, Button, Input } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useDo } from "../../api";
import { Money, percent } from "../../plain";
import { Panel, Refusal, useMay } from "../../shell";
import { useWords } from "../../words";
import type { Draft, Kept } from "../../rules/publishing/bodies";
import { Decide } from "../../rules/publishing/decide";
import { DraftTag } from "../../rules/publishing/standing";
import { Troubles } from "../../rules/publishing/troubles";
import { Who } from "../../rules/publishing/who";
import type { Content, Trial } from "../bodies";
import { drafting } from "../calls";
import { words } from "../words";

/** A draft: what is wrong with it, hand it in, approve it or send it back. */
export function DraftPanel({ trial, draft, onDone }: { trial: Trial; draft: Draft<Content>; onDone: () => void }) {
  const w = useWords(words);
  const may = useMay();
  const calls = drafting(trial.name);
  return (
    <>
      <Panel title={w.draftPanel} extra={<DraftTag draft={draft} />}>
        <div className="stack">
          <Who draft={draft} />
          <Written content={draft.content} />
          <Troubles troubles={draft.troubles} isChecking={false} place={() => ""} />
          {may("trial.edit") && <Acts trial={trial} draft={draft} onDone={onDone} />}
        </div>
      </Panel>
      {draft.state === "submitted" && <Decide draft={draft} calls={calls} may={may("trial.publish")} onDone={onDone} />}
    </>
  );
}

function Written({ content }: { content: Content }) {
  const w = useWords(words);
  return (
    <dl className="trial-facts">
      <div><dt>{w.kind}</dt><dd>{content.kind === "challenge" ? w.challenge : w.shadow}</dd></div>
      <div><dt>{w.days}</dt><dd>– {content.ends_on}</dd></div>
      <div><dt>{w.tables}</dt><dd>{Object.keys(content.tables ?? {}).map((it) => <code key={it}>{it} </code>)}{(content.scorecard || content.model) ? w.model : ""}</dd></div>
      {content.share !== undefined && <div><dt>{w.share}</dt><dd>{percent(content.share, 0)}</dd></div>}
      {content.most_limit_fen !== undefined && <div><dt>{w.mostLimit}</dt><dd><Money fen={content.most_limit_fen} short /></dd></div>}
    </dl>
  );
}

function Acts({ trial, draft, onDone }: { trial: Trial; draft: Draft<Content>; onDone: () => void }) {
  const w = useWords(words);
  const go = useNavigate();
  const { message } = App.useApp();
  const [note, setNote] = useState("");
  const calls = drafting(trial.name);
  const submit = useDo<{ note: string; seen_revision: number }, Kept>(calls.submit, { refresh: [["trials"]] });
  const discard = useDo<undefined, void>(() => calls.discard(), { refresh: [["trials"]] });
  const isSound = draft.troubles.every((it) => it.severity !== "error");
  const handIn = async () => {
    if (!(await submit.run({ note: note.trim(), seen_revision: draft.revision }))) return;
    void message.success(w.submitted);
    onDone();
  };
  const drop = async () => {
    await discard.run(undefined);
    void message.success(w.discarded);
    if (trial.number === null) void go("/trials");
    else onDone();
  };
  return (
    <>
      {draft.state !== "submitted" && (
        <label className="trial-note">
          {w.note}
          <Input.TextArea rows={2} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      )}
      <Refusal problem={submit.problem ?? discard.problem} />
      <div className="decide-acts">
        {draft.state !== "submitted" && (
          <Button type="primary" disabled={!isSound} loading={submit.isRunning} onClick={() => void handIn()}>{w.submit}</Button>
        )}
        <Link to={`/trials/new?name=${trial.name}`}><Button>{w.edit}</Button></Link>
        <Button danger loading={discard.isRunning} onClick={() => void drop()}>{w.discard}</Button>
      </div>
    </>
  );
}
