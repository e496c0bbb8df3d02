import { useMemo } from "react";
import { Money, yuan, yuanShort } from "../../plain";
import { Chart, type Option } from "../../plain/chart";
import { colours, Empty, Panel, useMe } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { MoneyDay, Overview } from "../bodies";
import { words } from "../words";
import { axes, monthDay } from "./axes";
import { Figure } from "./today";

const HEIGHT = 208;

/** Money paid out and money that came back, day by day, and what is owed now. */
export function MoneyPanel({ money }: { money: Overview["money"] }) {
  const w = useWords(words);
  const me = useMe();
  const hasMoney = money.outstanding_fen > 0 || money.by_day.some((day) => day.out_fen || day.back_fen);
  const whose = me.party.role === "platform" ? w.moneyMirror : w.moneyBooks;
  return (
    <Panel title={w.money} extra={<span className="soft">{whose}</span>} className="overview-money">
      {hasMoney ? <Moved money={money} /> : <Empty title={w.noMoney} height={HEIGHT} />}
    </Panel>
  );
}

function Moved({ money }: { money: Overview["money"] }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const option = useMemo<Option>(
    () => ({
      ...axes(money.by_day.map((day) => monthDay(day.on)), (fen) => yuanShort(fen, language)),
      series: [
        { type: "bar", name: w.out, data: money.by_day.map((day) => day.out_fen), color: colours.accent, barMaxWidth: 18 },
        { type: "bar", name: w.back, data: money.by_day.map((day) => day.back_fen), color: colours.chart[3], barMaxWidth: 18 },
      ],
    }),
    [money, w, language],
  );
  const label = said(w.moneyLabel, {
    out: yuan(money.out_fen),
    back: yuan(money.back_fen),
    outstanding: yuan(money.outstanding_fen),
  });
  return (
    <>
      <dl className="figures figures-inside">
        <Figure name={w.out}><Money fen={money.out_fen} short /></Figure>
        <Figure name={w.back}><Money fen={money.back_fen} short /></Figure>
        <Figure name={w.outstanding}><Money fen={money.outstanding_fen} short /></Figure>
      </dl>
      <Chart option={option} height={HEIGHT} label={label} table={<MoneyTable days={money.by_day} />} />
    </>
  );
}

function MoneyTable({ days }: { days: MoneyDay[] }) {
  const w = useWords(words);
  return (
    <table className="plain">
      <thead>
        <tr>
          <th>{w.day}</th>
          <th className="num">{w.out}</th>
          <th className="num">{w.back}</th>
        </tr>
      </thead>
      <tbody>
        {[...days].reverse().map((day) => (
          <tr key={day.on}>
            <td>{day.on}</td>
            <td className="num"><Money fen={day.out_fen} /></td>
            <td className="num"><Money fen={day.back_fen} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
