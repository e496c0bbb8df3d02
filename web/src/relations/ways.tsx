import { Checkbox, Segmented, Tooltip } from "antd";
import { useWords } from "../words";
import { words } from "./words";

interface Props {
  hops: number;
  setHops: (hops: number) => void;
  hopsMost: number;
  isList: boolean;
  setList: (isList: boolean) => void;
  days: string[];
  day: string;
  setDay: (day: string) => void;
  isKnownThen: boolean;
  setKnownThen: (isKnownThen: boolean) => void;
}

/** How to look: as a drawing or a list, how far, and at which day. */
export function Ways({ hops, setHops, hopsMost, isList, setList, ...time }: Props) {
  const say = useWords(words);
  return (
    <div className="relations-ways">
      <Segmented
        aria-label={say.show}
        value={isList ? "list" : "drawing"}
        onChange={(as) => setList(as === "list")}
        options={[
          { value: "drawing", label: say.drawing },
          { value: "list", label: say.list },
        ]}
      />
      <Segmented aria-label={say.hops} value={hops} onChange={setHops} options={say.hop.slice(0, hopsMost).map((label, at) => ({ value: at + 1, label }))} />
      <Time {...time} />
    </div>
  );
}

/** A slider over months: arrow keys go by one, Page keys by ten, Home and End to the ends. */
function Time({ days, day, setDay, isKnownThen, setKnownThen }: Pick<Props, "days" | "day" | "setDay" | "isKnownThen" | "setKnownThen">) {
  const say = useWords(words);
  const last = days.length - 1;
  const at = days.includes(day) ? days.indexOf(day) : last;
  const said = at === last ? say.today : day;
  return (
    <div className="relations-time">
      <span className="soft">{say.timeShort}</span>
      <input type="range" min={0} max={last} value={at} aria-label={say.time} aria-valuetext={said} onChange={(event) => setDay(days[Number(event.target.value)]!)} />
      <output className="figure">{said}</output>
      <Tooltip title={say.knownThenWhy}>
        <Checkbox checked={isKnownThen} onChange={(event) => setKnownThen(event.target.checked)}>
          {say.knownThen}
        </Checkbox>
      </Tooltip>
    </div>
  );
}
