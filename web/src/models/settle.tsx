import { App, Button, Input } from "antd";
import { useState } from "react";
import { useDo } from "../api";
import { Refusal, useMay } from "../shell";
import { useWords } from "../words";
import { MODELS_KEY, USES_KEY, type Settling } from "./calls";
import { words } from "./words";

interface Props {
  id: string;
  may: boolean;
  act: (body: Settling, key: string) => Promise<unknown>;
  done: string;
}

/** The second person's two buttons, with a word for the first. */
export function Settle({ id, may, act, done }: Props) {
  const w = useWords(words);
  const allowed = useMay();
  const { message } = App.useApp();
  const [note, setNote] = useState("");
  const doing = useDo(act, { refresh: [MODELS_KEY, USES_KEY] });
  if (!allowed("model.approve")) return <p className="soft">{w.mayNot}</p>;
  if (!may) return <p role="note" className="soft">{w.notYou}</p>;
  const run = async (verdict: Settling["verdict"]) => {
    const made = await doing.run({ id, verdict, note: note.trim() });
    if (made) void message.success(verdict === "approval" ? done : w.rejected);
  };
  return (
    <div className="settle">
      <Input aria-label={w.note} placeholder={w.note} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="settle-acts">
        <Button type="primary" loading={doing.isRunning} onClick={() => void run("approval")}>{w.approve}</Button>
        <Button disabled={doing.isRunning} onClick={() => void run("rejection")}>{w.reject}</Button>
      </div>
      <Refusal problem={doing.problem} />
    </div>
  );
}
