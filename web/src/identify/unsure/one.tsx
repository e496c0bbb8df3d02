import { Button, Input, Select } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { percent, ToneTag, when, When } from "../../plain";
import { said, useText, useWords } from "../../words";
import type { Question, TradeListed } from "../bodies";
import { words } from "./words";

interface Props {
  question: Question;
  isHere: boolean;
  stand: () => void;
  trades: TradeListed[];
  give: (code: string | null, reason: string) => void;
  takeBack: () => void;
  isBusy: boolean;
}

/** One question: its words, the machine's guesses, and a place to answer. */
export function One({ question, isHere, stand, trades, give, takeBack, isBusy }: Props) {
  const w = useWords(words);
  const text = useText();
  const item = useRef<HTMLLIElement>(null);
  const [reason, setReason] = useState("");
  const wasHere = useRef(isHere);
  useEffect(() => {
    if (isHere && !wasHere.current) item.current?.focus();
    wasHere.current = isHere;
  }, [isHere]);
  const status = w.status[question.status as keyof typeof w.status] ?? question.status;
  return (
    <li ref={item} tabIndex={-1} className={isHere ? "unsure-here" : undefined} aria-current={isHere || undefined} onClick={stand}>
      <div className="unsure-what">
        <p className="unsure-name">{question.name === null ? <span className="soft">{w.forgotten}</span> : <b data-as-written>{question.name || "—"}</b>} <ToneTag tone="heed">{status}</ToneTag></p>
        {question.business_scope && <p className="unsure-scope"><span className="soft">{w.scope} </span><span data-as-written>{question.business_scope}</span></p>}
        {question.items.length > 0 && <p className="unsure-scope"><span className="soft">{w.items} </span><span data-as-written>{question.items.join("、")}</span></p>}
        <p className="soft identify-small">{w.asked} <When at={question.asked_at} near />{question.asked_by.login && <> · <span data-as-written>{question.asked_by.login}</span></>}{question.from_file && ` · ${w.fromFile}`}</p>
      </div>
      {question.state === "open" ? (
        <div className="unsure-answer">
          <fieldset>
            <legend className="soft identify-small">{w.choices}</legend>
            <div className="unsure-guesses">
              {question.top.map((it, n) => (
                <Button key={it.code} disabled={isBusy} onClick={() => give(it.code, reason)}>
                  <kbd>{n + 1}</kbd> <code>{it.code}</code> <span>{text(it.name)}</span> <span className="soft figure">{percent(it.probability, 0)}</span>
                </Button>
              ))}
              <Button disabled={isBusy} onClick={() => give(null, reason)}><kbd>0</kbd> {w.notSure}</Button>
            </div>
          </fieldset>
          <Other question={question} trades={trades} choose={(code) => give(code, reason)} isBusy={isBusy} />
          {isHere && <Input aria-label={w.reason} placeholder={w.reason} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </div>
      ) : (
        <div className="unsure-answer">
          <p className="unsure-given">{question.code ? <><code>{question.code}</code> {text(question.code_name)}</> : w.notSure}</p>
          <p className="soft identify-small">{said(w.answerBy, { who: "", when: when(question.settled_at ?? "") }).trim()} <span data-as-written>{question.settled_by?.login ?? w.somebody}</span></p>
          <Button size="small" onClick={takeBack}>{w.takeBack}</Button>
        </div>
      )}
    </li>
  );
}

/** Any trade of the classification, found by its code or its name. */
function Other({ question, trades, choose, isBusy }: { question: Question; trades: TradeListed[]; choose: (code: string) => void; isBusy: boolean }) {
  const w = useWords(words);
  const text = useText();
  const options = useMemo(() => trades.map((it) => ({ value: it.code, label: `${it.code} ${text(it.name)}` })), [trades, text]);
  return (
    <Select<string>
      id={`other-${question.id}`}
      aria-label={`${w.other}: ${w.otherFind}`}
      showSearch
      value={null as unknown as string}
      placeholder={`${w.other}: ${w.otherFind}`}
      disabled={isBusy}
      options={options}
      optionFilterProp="label"
      onSelect={choose}
      className="unsure-other"
    />
  );
}
