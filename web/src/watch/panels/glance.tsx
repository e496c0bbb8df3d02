import { Panel } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { Day, Watch } from "../bodies";
import { dayOf } from "../dates";
import { ms, percent } from "../figures";
import { words } from "../words";

/** The month in five figures. */
export function Glance({ body, latest }: { body: Watch; latest: Day }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const { window } = latest;
  const whole = latest.latency.find((it) => it.part === "whole");
  const waiting = body.alarms.filter((it) => !it.cleared_on && !it.acknowledged_by).length;
  const of = (part: number) => percent(window.decided ? part / window.decided : null);
  const figures: [string, string, string][] = [
    [w.decided, window.decided.toLocaleString("en-US"), w.month30],
    [w.approvedShare, of(window.approve), w.month30],
    [w.referredShare, of(window.refer), w.month30],
    [w.slowest, whole ? `${ms(whole.p99_ms)} ${w.ms}` : "–", body.on ? said(w.ofDay, { on: dayOf(body.on, language) }) : ""],
    [w.standing, String(waiting), ""],
  ];
  return (
    <Panel flush className="watch-glance">
      <dl className="figures">
        {figures.map(([name, value, note]) => (
          <div key={name} className="figure-one">
            <dt>{name}</dt>
            <dd className="figure-value">{value}</dd>
            <dd className="figure-note">{note}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
