import { Button, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useAsk, useDo } from "../../api";
import { count } from "../../plain";
import { Empty, PageHead, Panel, Refusal, Shown, useKey, useKeysSaid, useMay } from "../../shell";
import { useText, useWords } from "../../words";
import type { Question, QuestionState } from "../bodies";
import { answer, LABELS, reopen, trades, unsure, type Answer } from "../calls";
import "../identify.css";
import { One } from "./one";
import { words } from "./words";

const STATES: QuestionState[] = ["open", "answered", "not_sure"];
const QUEUE = [["unsure"]];
const HEIGHT = 420;

/** What the machine is unsure of, answered one after the other, by keyboard if one likes. */
export default function Unsure() {
  const w = useWords(words);
  const text = useText();
  const may = useMay();
  const [state, setState] = useState<QuestionState>("open");
  const [after, setAfter] = useState<string>();
  const [at, setAt] = useState(0);
  const [last, setLast] = useState<Question | null>(null);
  const found = useAsk(["unsure", state, after], () => unsure(state, after), { keep: true, everySeconds: 30 });
  const listed = useAsk(["identify", "trades"], trades);
  const giving = useDo((it: Answer, key) => answer(it, key), { refresh: QUEUE });
  const reopening = useDo((it: { id: string; seen: string }, key) => reopen(it, key), { refresh: QUEUE });
  const rows = found.data?.rows ?? [];
  const here = rows[Math.min(at, rows.length - 1)];
  useEffect(() => {
    if (at > 0 && at >= rows.length) setAt(Math.max(0, rows.length - 1));
  }, [at, rows.length]);
  const give = async (question: Question, code: string | null, reason = "") => {
    if (giving.isRunning) return;
    const done = await giving.run({ id: question.id, code, reason, seen: question.settled_at });
    if (done) setLast(done);
  };
  const takeBack = async (question: Question) => {
    if (!question.settled_at || reopening.isRunning) return;
    if (await reopening.run({ id: question.id, seen: question.settled_at })) setLast(null);
  };
  useWays({ rows, here, go: (by) => setAt((it) => Math.min(rows.length - 1, Math.max(0, it + by))), give, undo: () => last && void takeBack(last) });
  useKeysSaid(w.keys);
  const choose = (chosen: QuestionState) => {
    setState(chosen);
    setAfter(undefined);
    setAt(0);
  };
  return (
    <>
      <PageHead title={w.title} about={w.about}>
        {may("identify.export") && <Button href={LABELS} download>{w.export}</Button>}
      </PageHead>
      <div className="identify-ways">
        <Segmented aria-label={w.shown} value={state} onChange={choose} options={STATES.map((it) => ({ value: it, label: `${w.states[it]} ${count(found.data?.counts[it] ?? 0)}` }))} />
      </div>
      <Refusal problem={giving.problem ?? reopening.problem} action={<Button size="small" onClick={found.again}>{w.reload}</Button>} />
      <p className="unsure-said" role="status">
        {last && (
          <>
            <span>{w.saved} {last.code ? <><code>{last.code}</code> {text(last.code_name)}</> : w.notSure}</span>{" "}
            <Button size="small" loading={reopening.isRunning} onClick={() => void takeBack(last)}>{w.takeBack}</Button>
          </>
        )}
      </p>
      <Panel flush>
        <div style={{ minHeight: HEIGHT }}>
          <Shown asked={found} height={HEIGHT} isEmpty={(it) => it.rows.length === 0} empty={<Empty title={w.none} height={HEIGHT}>{state === "open" && w.noneWhy}</Empty>}>
            {(page) => (
              <ol className="unsure-list">
                {page.rows.map((it, i) => (
                  <One key={it.id} question={it} isHere={it.id === here?.id} stand={() => setAt(i)} trades={listed.data ?? []} give={(code, reason) => void give(it, code, reason)} takeBack={() => void takeBack(it)} isBusy={giving.isRunning} />
                ))}
              </ol>
            )}
          </Shown>
        </div>
      </Panel>
      <div className="identify-acts identify-pager">
        {after && <Button onClick={() => setAfter(undefined)}>{w.first}</Button>}
        {found.data?.after && <Button onClick={() => setAfter(found.data?.after ?? undefined)}>{w.next}</Button>}
      </div>
    </>
  );
}

interface Ways {
  rows: Question[];
  here: Question | undefined;
  go: (by: 1 | -1) => void;
  give: (question: Question, code: string | null) => Promise<void>;
  undo: () => void;
}

/** The keys of the page. */
function useWays({ here, go, give, undo }: Ways): void {
  const guess = (n: number) => {
    const code = here?.top[n]?.code;
    if (here && code && here.state === "open") void give(here, code);
  };
  useKey("j", () => go(1));
  useKey("k", () => go(-1));
  useKey("1", () => guess(0));
  useKey("2", () => guess(1));
  useKey("3", () => guess(2));
  useKey("4", () => guess(3));
  useKey("5", () => guess(4));
  useKey("0", () => here?.state === "open" && void give(here, null));
  useKey("o", () => here && document.getElementById(`other-${here.id}`)?.focus());
  useKey("z", undo);
}
