import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { Refusal } from "../../shell";
import { useDo } from "../../api";
import { said, useWords } from "../../words";
import type { Kept } from "./bodies";
import type { Calls } from "./calls";
import type { Editing } from "./draft";
import { words } from "./words";
import "./publishing.css";

interface Props<C> {
  editing: Editing<C>;
  calls: Calls<C>;
  /** A draft is at the server. */
  hasDraft: boolean;
  revision: number | null;
  onSubmitted: () => void;
  onDiscarded: () => void;
  onStartOver: () => void;
}

/** What can be done with a draft: save it, hand it in, throw it away. Stays in sight at the bottom. */
export function ActBar<C>({ editing, calls, hasDraft, revision, onSubmitted, onDiscarded, onStartOver }: Props<C>) {
  const w = useWords(words);
  const { message, modal } = App.useApp();
  const [isHandingIn, setHandingIn] = useState(false);
  const discard = useDo(() => calls.discard());
  const errors = editing.troubles.filter((it) => it.severity === "error").length;
  const ask = () =>
    modal.confirm({
      title: w.discardAsk,
      content: w.discardWhy,
      okText: w.discard,
      cancelText: w.cancel,
      okButtonProps: { danger: true },
      onOk: async () => {
        if ((await discard.run(undefined)) !== null || !discard.problem) onDiscarded();
      },
    });
  return (
    <>
      <Refusal problem={editing.problem ?? discard.problem} />
      <div className="act-bar">
        <p className="act-said" role="status">
          {editing.isChanged ? <b>{w.notSaved}</b> : hasDraft ? w.saved : w.noDraft}
          {editing.isChanged && <span className="act-more"> · {w.keptHere}</span>}
          {errors > 0 && (
            <>
              {" · "}
              <button type="button" className="act-troubles" title={w.mayNotSubmit} onClick={() => document.getElementById("troubles")?.focus()}>
                {said(w.troubles, { n: errors })}
              </button>
            </>
          )}
        </p>
        {editing.isChanged && <Button onClick={onStartOver}>{w.startOver}</Button>}
        {hasDraft && !editing.isChanged && <Button danger onClick={ask}>{w.discard}</Button>}
        <Button
          onClick={() => void editing.save().then((kept) => kept !== null && message.success(w.saved))}
          loading={editing.isSaving}
          disabled={!editing.isChanged}
          type={editing.isChanged ? "primary" : "default"}
        >
          {w.save}
        </Button>
        <Button
          type={editing.isChanged ? "default" : "primary"}
          disabled={!hasDraft || editing.isChanged || errors > 0}
          onClick={() => setHandingIn(true)}
        >
          {w.submit}
        </Button>
      </div>
      <HandIn
        isOpen={isHandingIn}
        calls={calls}
        revision={revision}
        onClose={() => setHandingIn(false)}
        onDone={() => {
          setHandingIn(false);
          void message.success(w.submittedNow);
          onSubmitted();
        }}
      />
    </>
  );
}

function HandIn<C>(props: { isOpen: boolean; calls: Calls<C>; revision: number | null; onClose: () => void; onDone: () => void }) {
  const { isOpen, calls, revision, onClose, onDone } = props;
  const w = useWords(words);
  const [note, setNote] = useState("");
  const [isMissing, setMissing] = useState(false);
  const submit = useDo<{ note: string; seen_revision: number }, Kept>(calls.submit);
  const send = async () => {
    if (!note.trim()) return setMissing(true);
    if (revision !== null && (await submit.run({ note: note.trim(), seen_revision: revision }))) {
      setNote("");
      onDone();
    }
  };
  return (
    <Modal
      open={isOpen}
      title={w.submitAsk}
      okText={w.submit}
      cancelText={w.cancel}
      onOk={() => void send()}
      onCancel={onClose}
      confirmLoading={submit.isRunning}
    >
      <div className="stack">
        <p>{w.submitWhy}</p>
        <label>
          {w.note}
          <Input.TextArea
            rows={3}
            maxLength={1000}
            value={note}
            status={isMissing ? "error" : undefined}
            aria-invalid={isMissing}
            aria-describedby={isMissing ? "note-missing" : undefined}
            onChange={(event) => {
              setNote(event.target.value);
              setMissing(false);
            }}
          />
        </label>
        {isMissing && <p id="note-missing" className="late" role="alert">{w.noteNeeded}</p>}
        <Refusal problem={submit.problem} />
      </div>
    </Modal>
  );
}
