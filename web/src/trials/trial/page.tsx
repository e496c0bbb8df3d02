import { useParams } from "react-router";
import { useAsk } from "../../api";
import { Empty, PageHead, Panel, Shown } from "../../shell";
import { said, useWords } from "../../words";
import type { Comparison, Trial } from "../bodies";
import { compared, one } from "../calls";
import { ArmsShown } from "../shown/arms";
import { BesideShown } from "../shown/beside";
import { KindTag, StateTag } from "../tags";
import { words } from "../words";
import "../trials.css";
import { DraftPanel } from "./draft";
import { Facts } from "./facts";
import { History } from "./history";
import { Stop } from "./stop";

const MOST = 5000;
const FEW = 200;

/** One trial: what it tries, who approved it, what it has shown so far. */
export default function TrialPage() {
  const { name = "" } = useParams();
  const trial = useAsk(["trials", name], () => one(name));
  return (
    <Shown asked={trial} height={520}>
      {(it) => <Parts trial={it} again={() => void trial.again()} />}
    </Shown>
  );
}

function Parts({ trial, again }: { trial: Trial; again: () => void }) {
  const w = useWords(words);
  return (
    <>
      <PageHead
        title={trial.name}
        about={<span className="trial-tags"><KindTag kind={trial.kind} /> <StateTag state={trial.state} /> <span data-as-written>{trial.purpose}</span></span>}
      >
        {(trial.state === "running" || trial.state === "coming") && <Stop name={trial.name} onDone={again} />}
      </PageHead>
      {trial.draft && <DraftPanel trial={trial} draft={trial.draft} onDone={again} />}
      {trial.number !== null && (
        <>
          <Facts trial={trial} />
          {trial.decisions > MOST && <p className="soft">{said(w.lastOnly, { n: MOST })}</p>}
          <Shows name={trial.name} everySeconds={trial.decisions < FEW ? 5 : 60} />
          {trial.history.length > 1 && <Panel flush title={w.history}><History lines={trial.history} /></Panel>}
        </>
      )}
    </>
  );
}

function Shows({ name, everySeconds }: { name: string; everySeconds: number }) {
  const w = useWords(words);
  const found = useAsk(["trials", name, "comparison"], () => compared(name), { keep: true, everySeconds });
  const nothing = <Panel title={w.compared}><Empty title={w.nothingYet} height={160}>{w.nothingYetWhy}</Empty></Panel>;
  return (
    <Shown asked={found} height={320} isEmpty={isEmpty} empty={nothing}>
      {(it) => (
        <>
          {it.shadow && <BesideShown found={it.shadow} />}
          {it.arms && <ArmsShown found={it.arms} />}
        </>
      )}
    </Shown>
  );
}

function isEmpty(found: Comparison): boolean {
  if (found.shadow) return found.shadow.tried + found.shadow.erased === 0;
  return !found.arms || found.arms.whole.champion.n + found.arms.whole.challenger.n + found.arms.erased === 0;
}
