import { Button, Input, Radio } from "antd";
import { useState } from "react";
import { call, useDo } from "../../api";
import { ToneTag } from "../../plain";
import { Panel, Refusal, useMay } from "../../shell";
import { said, useLanguage, useText, useWords } from "../../words";
import type { Acknowledgement, Alarm, Watch } from "../bodies";
import { dayOf } from "../dates";
import { words } from "../words";

/** What moved and what to do, those that stand first; the ones that cleared are folded away. */
export function Alarms({ body }: { body: Watch }) {
  const w = useWords(words);
  const standing = body.alarms.filter((it) => !it.cleared_on).sort((one, other) => urgency(other) - urgency(one));
  const cleared = body.alarms.filter((it) => it.cleared_on);
  return (
    <Panel title={w.alarms} className="watch-alarms" extra={standing.length > 0 && <b>{standing.length}</b>}>
      {standing.length === 0 && (
        <p>
          {w.noAlarms} <span className="soft">{w.noAlarmsMore}</span>
        </p>
      )}
      <ul className="alarms">
        {standing.map((alarm) => (
          <One key={alarm.id} alarm={alarm} choices={body.choices} />
        ))}
      </ul>
      {cleared.length > 0 && (
        <details>
          <summary>{said(w.clearedOnes, { n: cleared.length })}</summary>
          <ul className="alarms">
            {cleared.map((alarm) => (
              <One key={alarm.id} alarm={alarm} choices={[]} />
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

/** What nobody has taken note of comes first, and of that what must be acted on. */
function urgency(alarm: Alarm): number {
  return (alarm.acknowledged_by ? 0 : 2) + (alarm.level === "act" ? 1 : 0);
}

function One({ alarm, choices }: { alarm: Alarm; choices: Watch["choices"] }) {
  const w = useWords(words);
  const say = useText();
  const may = useMay();
  const [language] = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const canNote = !alarm.cleared_on && !alarm.acknowledged_by && may("watch.acknowledge");
  return (
    <li className={`alarm alarm-${alarm.cleared_on ? "cleared" : alarm.level}`}>
      <div className="alarm-head">
        <ToneTag tone={alarm.cleared_on ? "still" : alarm.level === "act" ? "bad" : "heed"}>{w[alarm.level]}</ToneTag>
        <span className="soft">
          {said(w.since, { on: dayOf(alarm.raised_on, language) })} ·{" "}
          {alarm.cleared_on ? said(w.cleared, { on: dayOf(alarm.cleared_on, language) }) : said(w.seen, { on: dayOf(alarm.seen_on, language) })}
        </span>
      </div>
      <p className="alarm-what">{say(alarm.what)}</p>
      {!alarm.cleared_on && (
        <p>
          <b>{w.todo}</b> {say(alarm.do)}
        </p>
      )}
      {alarm.acknowledged_by && (
        <p className="soft">
          {said(w.noted, { who: alarm.acknowledged_by, why: say(alarm.why_said) })}
          {alarm.note && <span data-as-written> {alarm.note}</span>}
        </p>
      )}
      {canNote && !isOpen && (
        <Button size="small" onClick={() => setOpen(true)}>
          {w.takeNote}
        </Button>
      )}
      {canNote && isOpen && <Noting alarm={alarm} choices={choices} close={() => setOpen(false)} />}
    </li>
  );
}

function Noting({ alarm, choices, close }: { alarm: Alarm; choices: Watch["choices"]; close: () => void }) {
  const w = useWords(words);
  const say = useText();
  const [why, setWhy] = useState(choices[0]?.why ?? "");
  const [note, setNote] = useState("");
  const noting = useDo(
    (body: Acknowledgement, key) => call<Alarm>("POST", `/api/v1/watch/alarms/${alarm.id}/acknowledgement`, body, key),
    { refresh: [["watch"]] },
  );
  const send = async () => {
    if (await noting.run({ why, note: note.trim() || null })) close();
  };
  return (
    <form
      className="alarm-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Refusal problem={noting.problem} />
      <fieldset>
        <legend>{w.why}</legend>
        <Radio.Group value={why} onChange={(event) => setWhy(String(event.target.value))} options={choices.map((it) => ({ value: it.why, label: say(it.said) }))} />
      </fieldset>
      <label htmlFor={`note-${alarm.id}`}>{w.note}</label>
      <Input.TextArea id={`note-${alarm.id}`} rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      <div className="alarm-acts">
        <Button type="primary" htmlType="submit" loading={noting.isRunning}>
          {w.send}
        </Button>
        <Button onClick={close}>{w.cancel}</Button>
      </div>
    </form>
  );
}
