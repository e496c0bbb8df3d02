import { useMemo } from "react";
import { Chart, type Option } from "../../plain/chart";
import { colours, Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Group } from "../bodies";
import { words } from "../words";
import { percent, told } from "./figures";
import { GroupsTable } from "./groups_table";

const HEIGHT = 280;
const HEADROOM = 1.15;

/** What was said against what happened; on the dashed line both are alike. */
export function Calibration({ groups }: { groups: Group[] }) {
  const w = useWords(words);
  const most = Math.min(1, Math.max(0.01, ...groups.flatMap((it) => [it.said, it.happened])) * HEADROOM);
  const option = useMemo<Option>(
    () => ({
      animation: false,
      grid: { left: 26, right: 16, top: 36, bottom: 24, containLabel: true },
      legend: { top: 0, left: 0, icon: "roundRect", itemWidth: 14, itemHeight: 4, textStyle: { color: colours.soft } },
      xAxis: axis(w.said, most, 30),
      yAxis: axis(w.happened, most, 46),
      series: [
        { type: "line", name: w.same, data: [[0, 0], [most, most]], symbol: "none", color: colours.soft, lineStyle: { type: "dashed", width: 1.2 } },
        { type: "line", name: w.happened, data: groups.map((it) => [it.said, it.happened]), color: colours.accent, symbol: "circle", symbolSize: 9 },
      ],
    }),
    [groups, most, w],
  );
  return (
    <Panel title={w.calibration}>
      <p className="soft">{w.calibrationAbout}</p>
      <Chart option={option} height={HEIGHT} label={said(w.calibrationLabel, { all: told(groups, w) })} table={<GroupsTable groups={groups} />} />
    </Panel>
  );
}

function axis(name: string, max: number, nameGap: number) {
  return {
    type: "value" as const,
    name,
    nameLocation: "middle" as const,
    nameGap,
    min: 0,
    max,
    axisLabel: { color: colours.soft, formatter: (share: number) => percent(share), showMaxLabel: false },
    splitLine: { lineStyle: { color: "#edf0ee" } },
  };
}
