import { useParams } from "react-router";
import { call, useAsk } from "../../api";
import { count } from "../../plain";
import { PageHead, Panel, Shown, useMay } from "../../shell";
import { said, useText, useWords } from "../../words";
import { tableOf, type Policy } from "../bodies";
import { EditView } from "../editing/view";
import { HistoryView } from "../publishing/history";
import { Standing } from "../publishing/standing";
import { Views } from "../publishing/views";
import { Rules } from "../reading/rules";
import { words as reading } from "../reading/words";
import { ReviewView } from "../reviewing/view";
import { words } from "../words";
import { Facts } from "./facts";

/** One policy table: as it is in force, being changed, waiting for the second person, and as it was. */
export default function RuleTable() {
  const { name = "", view = "" } = useParams();
  const w = useWords(words);
  const mayEdit = useMay()("policy.edit");
  const asked = useAsk(["policy", name], () => call<Policy>("GET", `/api/v1/policies/${encodeURIComponent(name)}`));
  return (
    <Shown asked={asked} height={560}>
      {(policy) => (
        <>
          <Head policy={policy} />
          <Views
            home={`/rules/${name}`}
            view={view}
            label={w.views}
            waits={policy.draft?.state === "submitted"}
            mayEdit={mayEdit}
          />
          {view === "" && <InForce policy={policy} />}
          {view === "edit" && <EditView key={name} policy={policy} again={asked.again} />}
          {view === "review" && <ReviewView policy={policy} />}
          {view === "history" && <HistoryView history={policy.history} />}
        </>
      )}
    </Shown>
  );
}

function Head({ policy }: { policy: Policy }) {
  const say = useText();
  return (
    <>
      <PageHead title={say(policy.title)} about={<Standing published={policy.published} draft={policy.draft} />} />
      <Facts policy={policy} />
    </>
  );
}

function InForce({ policy }: { policy: Policy }) {
  const r = useWords(reading);
  const w = useWords(words);
  const say = useText();
  const table = tableOf(policy.content);
  return (
    <Panel flush title={said(w.rowsOf, { n: count(table.rules.length) })} extra={<span className="soft">{policy.hit_policy === "first" ? r.first : r.collect}</span>}>
      <Rules table={table} title={say(policy.title)} />
    </Panel>
  );
}
