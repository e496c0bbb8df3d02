import { useMemo } from "react";
import { Chart, type Option } from "../../plain/chart";
import { colours, Panel } from "../../shell";
import { said, useWords } from "../../words";
import type { Group } from "../bodies";
import { words } from "../words";
import { percent, told } from "./figures";
import { GroupsTable } from "./groups_table";

const HEIGHT = 280;

/** How the scores are spread: five equally filled groups, what each was told and what it did. */
export function Groups({ groups }: { groups: Group[] }) {
  const w = useWords(words);
  const option = useMemo<Option>(
    () => ({
      animation: false,
      grid: { left: 8, right: 12, top: 36, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: colours.soft } },
      tooltip: { trigger: "axis", axisPointer: { type: "shadow" }, valueFormatter: (share) => percent(Number(share)) },
      xAxis: {
        type: "category",
        data: groups.map((_, place) => said(w.group, { n: place + 1 })),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: colours.rule } },
        axisLabel: { color: colours.soft },
      },
      yAxis: { type: "value", axisLabel: { color: colours.soft, formatter: (share: number) => percent(share) }, splitLine: { lineStyle: { color: "#edf0ee" } } },
      series: [
        { type: "bar", name: w.said, data: groups.map((it) => it.said), color: colours.chart[3], barMaxWidth: 26 },
        { type: "bar", name: w.happened, data: groups.map((it) => it.happened), color: colours.accent, barMaxWidth: 26 },
      ],
    }),
    [groups, w],
  );
  return (
    <Panel title={w.groups}>
      <p className="soft">{w.groupsAbout}</p>
      <Chart option={option} height={HEIGHT} label={said(w.groupsLabel, { all: told(groups, w) })} table={<GroupsTable groups={groups} />} />
    </Panel>
  );
}
