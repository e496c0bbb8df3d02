import { count, percent, yuanShort } from "../../plain";
import { Panel } from "../../shell";
import { useLanguage, useWords } from "../../words";
import type { Arm, Arms, Both, Estimate } from "../bodies";
import { Interval } from "./interval";
import { ordered } from "./ordering";
import { name } from "./segments";
import { words } from "./words";

/** Champion and challenger by who was drawn, each figure with how sure it is. */
export function ArmsShown({ found }: { found: Arms }) {
  const w = useWords(words);
  const every = [found.whole, ...ordered(found.sides)];
  return (
    <>
      <Panel title={w.armsTitle}>
        <div className="stack">
          <p className="soft">{w.armsWhy}</p>
          <Figures both={found.whole} heldBack={found.held_back} />
        </div>
      </Panel>
      <Panel title={w.bySegment}>
        <p className="interval-keys soft">
          <svg viewBox="0 0 12 12" aria-hidden="true" className="is-champion"><circle cx={6} cy={6} r={4.5} /></svg> {w.champion}
          <svg viewBox="0 0 12 12" aria-hidden="true" className="is-challenger"><circle cx={6} cy={6} r={4.5} /></svg> {w.challenger}
        </p>
        <ul className="intervals">
          {every.map((it) => <Interval key={`${it.segment} ${it.value}`} label={it.segment ? name(w, it) : w.approval} both={it} />)}
        </ul>
      </Panel>
    </>
  );
}

function Figures({ both, heldBack }: { both: Both; heldBack: number }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const money = (fen: number) => yuanShort(fen, language);
  const rows: Array<[string, (arm: Arm) => Estimate | null, Estimate | null, (value: number) => string]> = [
    [w.approval, (it) => it.approval, both.approval, (it) => percent(it, 1)],
    [w.meanLimit, (it) => it.limit_fen, both.limit_fen, money],
    [w.meanRate, (it) => it.rate, both.rate, (it) => percent(it)],
  ];
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={w.armsTitle}>
      <table className="plain-table">
        <thead>
          <tr><td /><th scope="col">{w.champion}</th><th scope="col">{w.challenger}</th><th scope="col">{w.difference}</th></tr>
        </thead>
        <tbody>
          <tr><th scope="row">{w.n}</th><td>{count(both.champion.n)}</td><td>{count(both.challenger.n)}</td><td /></tr>
          {rows.map(([label, of, gap, told]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td><Told it={of(both.champion)} told={told} /></td>
              <td><Told it={of(both.challenger)} told={told} /></td>
              <td><Told it={gap} told={told} sign /> {gap && <p className="soft">{gap.low > 0 || gap.high < 0 ? w.sure : w.unsure}</p>}</td>
            </tr>
          ))}
          <tr><th scope="row">{w.referred}</th><td>{count(both.champion.referred)}</td><td>{count(both.challenger.referred)}</td><td /></tr>
          <tr><th scope="row">{w.heldBack}</th><td /><td>{count(heldBack)}</td><td /></tr>
        </tbody>
      </table>
    </div>
  );
}

function Told({ it, told, sign = false }: { it: Estimate | null; told: (value: number) => string; sign?: boolean }) {
  const w = useWords(words);
  if (!it) return <span className="soft">{w.notEnough}</span>;
  const signed = (value: number) => (sign && value > 0 ? `+${told(value)}` : told(value));
  return <span className="figure">{signed(it.value)} <span className="soft">[{signed(it.low)}, {signed(it.high)}]</span></span>;
}
