import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import { useState } from "react";
import { useAsk } from "../../api";
import { OutcomeTag } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Outcome } from "../bodies";
import { fraudOf } from "../desk";
import type { Rule, Step } from "./bodies";
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

/** The fraud table, asked for apart: the server tells it only to those who may see it, and notes that it did. */
export function FraudStep({ id, decision }: { id: string; decision: string }) {
  const say = useWords(words).decision;
  const [isAsked, setAsked] = useState(false);
  const fraud = useAsk(["work", "fraud", id, decision], () => fraudOf(id), { isReady: isAsked });
  const step = fraud.data?.step;
  return (
    <ol className="case-steps case-fraud">
      {step ? (
        <StepLine step={step} isOpen />
      ) : (
        <li className="case-step-line">
          <button type="button" className="case-step-head" onClick={() => setAsked(true)} aria-expanded={false}>
            <MinusCircleOutlined className="case-mark-still" aria-hidden />
            <b>{say.fraud}</b>
            <span className="case-step-told">{fraud.problem?.detail ?? (fraud.data ? say.skipped : say.fraudWhy)}</span>
          </button>
        </li>
      )}
    </ol>
  );
}

function StepLine({ step, isOpen: atFirst = false }: { step: Step; isOpen?: boolean }) {
  const say = useWords(words).decision;
  const text = useText();
  const [isOpen, setOpen] = useState(atFirst);
  const fired = step.rows.filter((it) => it.taken);
  const told = fired.map((it) => text(it.description));
  return (
    <li className="case-step-line">
      <button type="button" className="case-step-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Mark outcome={step.outcome} isReached={step.rows.length > 0} />
        <b>{text(step.name)}</b>
        <span className="case-step-told">{told.length > 0 ? told.join("；") : step.rows.length > 0 ? say.noRow : say.skipped}</span>
        <span className="case-step-end">
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
