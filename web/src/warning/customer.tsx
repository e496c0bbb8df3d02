import { Link } from "react-router";
import { Money, percent } from "../plain";
import { useText, useWords } from "../words";
import type { Signal, Warned } from "./bodies";
import { words } from "./words";

/** One customer: who, how much, what was seen and what to do about it. */
export function Customer({ one }: { one: Warned }) {
  const w = useWords(words);
  return (
    <li className="panel warned-one">
      <div className="warned-who">
        <b data-as-written>{one.name ?? w.gone}</b>
        <Link to={`/work/${one.application_id}`}>{w.see}</Link>
      </div>
      <dl className="warned-money">
        <div>
          <dt>{w.mayLose}</dt>
          <dd>
            <Money fen={one.expected_loss_fen} short />
          </dd>
        </div>
        <div>
          <dt>{w.owed}</dt>
          <dd>
            <Money fen={one.exposure_fen} short />
          </dd>
        </div>
        <div>
          <dt>{w.chance}</dt>
          <dd>{percent(one.default_probability, 0)}</dd>
        </div>
      </dl>
      <ul className="signals" aria-label={w.what}>
        {one.signals.map((it) => (
          <Seen key={it.code} signal={it} />
        ))}
      </ul>
    </li>
  );
}

function Seen({ signal }: { signal: Signal }) {
  const w = useWords(words);
  const say = useText();
  return (
    <li>
      <div>
        <b>{say(signal.seen)}</b>
        <p className="soft">
          {signal.figures.map((it) => (
            <span key={it.name} className="figure-said">
              {say(it.label)} <b>{say(it.shown)}</b>
            </span>
          ))}
        </p>
      </div>
      <p>
        <span className="soft">{w.todo}: </span>
        {say(signal.do)}
      </p>
    </li>
  );
}
