import { Button } from "antd";
import { useId, useState, type ReactNode } from "react";
import { LimitPath, limitPathWords, Nothing, OutcomeTag, when } from "../../plain";
import { said, useText, useWords } from "../../words";
import { named } from "../words";
import type { CaseFile, Decision as Made } from "./bodies";
import { Contributions } from "./contributions";
import { NotYet, Section } from "./section";
import { Steps } from "./steps";
import { words } from "./words";

/** What was decided, why, rule by rule, and by which versions. */
export function Decision({ file }: { file: CaseFile }) {
  const say = useWords(words);
  const { decision } = file;
  if (!decision) {
    return (
      <Section name="decision" title={say.sections.decision}>
        <NotYet title={say.decision.none} why={say.decision.noneWhy} />
      </Section>
    );
  }
  const by = decision.by_person ? say.summary.byPerson : say.summary.byMachine;
  return (
    <Section name="decision" title={say.sections.decision} extra={<span className="soft">{`${said(say.decision.at, { when: when(decision.decided_at) })} · ${by}`}</span>}>
      <Reasons decision={decision} />
      <HowMuch decision={decision} />
      <h3 className="case-sub">{say.decision.steps}</h3>
      <Steps steps={decision.steps} />
      <h3 className="case-sub">{say.decision.score}</h3>
      <Contributions decision={decision} />
      <Technical file={file} decision={decision} />
    </Section>
  );
}

function Reasons({ decision }: { decision: Made }) {
  const say = useWords(words).decision;
  const text = useText();
  return (
    <div className="case-sides">
      <div className="case-side">
        <h3>{say.reasons}</h3>
        <ol className="case-reasons">
          {decision.reasons.map((it, at) => (
            <li key={at}>{text(it)}</li>
          ))}
        </ol>
      </div>
      {decision.hints.length > 0 && (
        <div className="case-side">
          <h3>{say.hints}</h3>
          <ul className="case-reasons">
            {decision.hints.map((it, at) => (
              <li key={at}>{text(it)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function HowMuch({ decision }: { decision: Made }) {
  const say = useWords(limitPathWords);
  if (!decision.limit_path) return null;
  return (
    <>
      <h3 className="case-sub">{say.title}</h3>
      <LimitPath path={decision.limit_path} />
    </>
  );
}

function Technical({ file, decision }: { file: CaseFile; decision: Made }) {
  const say = useWords(words).decision;
  return (
    <Fold title={say.technical}>
      <div className="case-technical">
        <dl>
          {decision.versions.map((it) => (
            <div key={it.kind + it.version}>
              <dt>{named(say.kinds, it.kind)}</dt>
              <dd>
                <code>{shortened(it.version)}</code>
                {it.since && <span className="soft"> {said(say.sinceVersion, { day: when(it.since).slice(0, 10) })}</span>}
              </dd>
            </div>
          ))}
          <div>
            <dt>{say.inputs}</dt>
            <dd>
              <code>{decision.inputs_hash}</code>
            </dd>
          </div>
          <div>
            <dt>{say.kept}</dt>
            <dd>
              <code>{decision.record_hash}</code>
            </dd>
          </div>
          <div>
            <dt>{say.time}</dt>
            <dd>{took(decision.timings, say.timings) ?? <Nothing />}</dd>
          </div>
        </dl>
        <h4>{said(say.earlierCount, { n: file.decisions.length })}</h4>
        <ul className="case-earlier">
          {file.decisions.map((it) => (
            <li key={it.id}>
              <OutcomeTag outcome={it.outcome} /> <span className="figure">{when(it.decided_at)}</span>
            </li>
          ))}
        </ul>
      </div>
    </Fold>
  );
}

/** A hash by its beginning, a name as it is. */
function shortened(version: string): string {
  return /^[0-9a-f]{40,}$/.test(version) ? version.slice(0, 16) : version;
}

function took(timings: Record<string, number>, words: string): string | null {
  const sum = Object.values(timings).reduce((all, it) => all + it, 0);
  return sum > 0 ? said(words, { n: sum.toFixed(1) }) : null;
}

/** Something that is there for those who ask for it. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="case-fold">
      <Button type="link" size="small" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <span className="case-fold-mark" aria-hidden>
          {isOpen ? "▾" : "▸"}
        </span>{" "}
        {title}
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
