import { Link } from "react-router";
import { call, useAsk } from "../../api";
import { PageHead, Panel, Shown } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { PolicyLine } from "../bodies";
import { Standing } from "../publishing/standing";
import { words } from "../words";
import "./list.css";

/** Every policy table, in the order in which a decision comes to it. */
export default function RulesList() {
  const w = useWords(words);
  const policies = useAsk(["policies"], () => call<PolicyLine[]>("GET", "/api/v1/policies"));
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <Shown asked={policies} height={520}>
        {(lines) => (
          <>
            <Panel flush title={w.steps}>
              <Lines lines={lines.filter((it) => it.step !== null)} />
            </Panel>
            <Panel flush title={w.lookups}>
              <Lines lines={lines.filter((it) => it.step === null)} />
            </Panel>
          </>
        )}
      </Shown>
    </>
  );
}

function Lines({ lines }: { lines: PolicyLine[] }) {
  const w = useWords(words);
  const say = useText();
  return (
    <ol className="policies">
      {lines.map((it) => (
        <li key={it.name}>
          <span className="policy-step">{it.step === null ? w.lookup : said(w.step, { n: it.step })}</span>
          <Link to={`/rules/${it.name}`} className="policy-name">{say(it.title)}</Link>
          <span className="policy-rows">{said(w.rowsOf, { n: it.rows })}</span>
          <span className="policy-version">
            <span className="soft">{w.version}</span> {it.version}
          </span>
          <span className="policy-owner">
            <span className="soft">{w.owner}</span> <code>{it.owner}</code>
          </span>
          <span className="policy-state">
            <Standing published={it.published} draft={it.draft} />
          </span>
        </li>
      ))}
    </ol>
  );
}
