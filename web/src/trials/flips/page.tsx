import { Button } from "antd";
import { useState } from "react";
import { useDo } from "../../api";
import { Empty, PageHead, Panel, Refusal } from "../../shell";
import { useWords } from "../../words";
import { DayField } from "../../rules/publishing/day_field";
import type { Beside } from "../bodies";
import { flips, type Wanted } from "../calls";
import { TablesChoice } from "../making/tables_choice";
import { BesideShown } from "../shown/beside";
import "../trials.css";

const words = {
  zh: {
    title: "谁会翻转",
    about: "换一张表，把留存的决定各再作一遍：多少人会不同，额度差多少。什么也不写，谁也不受影响。",
    since: "从哪天",
    until: "到哪天",
    go: "算一算",
    nobody: "这段时间没有可以再作的决定",
  },
  en: {
    title: "Who would flip",
    about: "Another table, and every kept decision made once more: how many would differ, and by how much. Nothing is written, nobody is affected.",
    since: "From",
    until: "To",
    go: "Reckon",
    nobody: "No decision of that time to make again",
  },
};

/** Kept decisions by the tables in force, and by others. */
export default function FlipsPage() {
  const w = useWords(words);
  const [wanted, setWanted] = useState<Wanted>({ tables: {}, since: null, until: null });
  const [found, setFound] = useState<Beside | null>(null);
  const asking = useDo(flips);
  const put = (changed: Partial<Wanted>) => setWanted((before) => ({ ...before, ...changed }));
  const ask = async () => setFound(await asking.run(wanted));
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <Panel>
        <div className="trial-form">
          <TablesChoice value={wanted.tables} onChange={(tables) => put({ tables })} />
          <div className="trial-days-chosen">
            <label>{w.since}<DayField value={wanted.since ?? undefined} label={w.since} onChange={(since) => put({ since: since || null })} /></label>
            <label>{w.until}<DayField value={wanted.until ?? undefined} label={w.until} onChange={(until) => put({ until: until || null })} /></label>
          </div>
          <Refusal problem={asking.problem} />
          <div className="decide-acts">
            <Button type="primary" loading={asking.isRunning} disabled={Object.keys(wanted.tables).length === 0} onClick={() => void ask()}>{w.go}</Button>
          </div>
        </div>
      </Panel>
      {found && (found.tried + found.erased === 0 ? <Panel><Empty title={w.nobody} height={140} /></Panel> : <BesideShown found={found} />)}
    </>
  );
}
