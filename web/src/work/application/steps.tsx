import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useState } from "react";
import { OutcomeTag } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Outcome } from "../bodies";
import type { Rule, Step } from "./bodies";
import { sentence } from "./sentence";
import { words } from "./words";

/** The policy tables one after another, each with every rule that was looked at and what became of it. */
export function Steps({ steps }: { steps: Step[] }) {
  return (
    <ol className="case-steps">
      {steps.map((it) => (
        <StepLine key={it.step} step={it} />
      ))}
    </ol>
  );
}

function StepLine({ step }: { step: Step }) {
  const say = useWords(words).decision;
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const fired = step.rows.filter((it) => it.taken);
  const told = fired.map((it) => text(it.description));
  return (
    <li className="case-step-line">
      <button type="button" className="case-step-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Mark outcome={step.outcome} isReached={step.rows.length > 0} />
        <b>{text(step.name)}</b>
        <span className="case-step-told">{told.length > 0 ? sentence(told) : step.rows.length === 0 ? say.skipped : say.passed}</span>
        <span className="case-step-end">
          {step.step === "fraud" && <span className="soft">{say.fraudWhy}</span>}
          {step.rows.length > 0 && <span className="soft figure">{said(say.firedOf, { fired: fired.length, n: step.rows.length })}</span>}
          {step.outcome && step.outcome !== "approve" && <OutcomeTag outcome={step.outcome} />}
        </span>
      </button>
      {isOpen && <StepBody step={step} />}
    </li>
  );
}

function StepBody({ step }: { step: Step }) {
  const say = useWords(words).decision;
  const text = useText();
  const measures = Object.entries(step.measures);
  return (
    <div className="case-step-body">
      <ul className="case-rules">
        {step.rows.map((it) => (
          <RuleLine key={it.id} rule={it} />
        ))}
      </ul>
      {measures.length > 0 && (
        <>
          <h4>{say.looked}</h4>
          <dl className="case-measures">
            {measures.map(([name, it]) => (
              <div key={name}>
                <dt>{text(it.label)}</dt>
                <dd className="figure">{text(it.shown)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

function RuleLine({ rule }: { rule: Rule }) {
  const say = useWords(words).decision;
  const text = useText();
  const stopped = text(rule.stopped_at_name) || rule.stopped_at_column;
  return (
    <li className={rule.taken ? "case-rule case-rule-taken" : "case-rule"}>
      {rule.taken ? <Mark outcome={rule.outcome ?? "approve"} isReached /> : <MinusCircleOutlined className="case-mark-still" aria-hidden />}
      <span>{text(rule.description)}</span>
      <span className="soft case-rule-end">{rule.taken ? say.fired : stopped ? said(say.stoppedAt, { column: stopped }) : say.notFired}</span>
    </li>
  );
}

/** A form and a colour; the word stands beside it. */
function Mark({ outcome, isReached }: { outcome: Outcome | null; isReached: boolean }) {
  if (!isReached) return <MinusCircleOutlined className="case-mark-still" aria-hidden />;
  if (outcome === "decline") return <CloseCircleFilled className="case-mark-bad" aria-hidden />;
  if (outcome === "refer") return <ExclamationCircleFilled className="case-mark-heed" aria-hidden />;
  return <CheckCircleFilled className="case-mark-good" aria-hidden />;
}
