import { DatePicker, Segmented } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { api, told, useAsk } from "../api";
import { Empty, Shown, useIsNarrow } from "../shell";
import { useWords } from "../words";
import type { Neighbourhood, RelationKind } from "./bodies";
import { Drawing, type Chosen } from "./drawing";
import { Legend } from "./legend";
import { RelationList } from "./list";
import { Told } from "./told";
import { words } from "./words";
import "./relations.css";

interface Props {
  applicationId: string;
  height?: number;
}

/** Who stands around the owner and the enterprise, drawn or listed, as known on a day. */
export default function Relations({ applicationId, height = 480 }: Props) {
  const isNarrow = useIsNarrow();
  const [hops, setHops] = useState(2);
  const [asOf, setAsOf] = useState<string | null>(null);
  const [isList, setList] = useState(false);
  const asked = useAsk(["work", "relations", applicationId, hops, asOf], () => relationsOf(applicationId, hops, asOf), { keep: true });
  const room = isNarrow ? Math.min(height, 460) : height;
  return (
    <div className="relations">
      <Ways hops={hops} setHops={setHops} asOf={asOf} setAsOf={setAsOf} isList={isList} setList={setList} />
      <Shown asked={asked} isEmpty={(it) => it.edges.length === 0} empty={<None height={room} />} height={room + 92}>
        {(around) => <Around around={around} isList={isList} height={room} />}
      </Shown>
    </div>
  );
}

async function relationsOf(application_id: string, hops: number, as_of: string | null): Promise<Neighbourhood> {
  const params = { path: { application_id }, query: { hops, as_of } };
  return (await told(api.GET("/api/v1/desk/applications/{application_id}/relations", { params }))) as Neighbourhood;
}

function None({ height }: { height: number }) {
  const say = useWords(words);
  return (
    <Empty title={say.none} height={height}>
      {say.noneWhy}
    </Empty>
  );
}

interface WaysProps {
  hops: number;
  setHops: (hops: number) => void;
  asOf: string | null;
  setAsOf: (day: string | null) => void;
  isList: boolean;
  setList: (isList: boolean) => void;
}

function Ways({ hops, setHops, asOf, setAsOf, isList, setList }: WaysProps) {
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
      <Segmented aria-label={say.hops} value={hops} onChange={setHops} options={say.hop.map((label, at) => ({ value: at + 1, label }))} />
      <DatePicker
        aria-label={say.asOf}
        placeholder={`${say.asOf} ${say.today}`}
        value={asOf ? dayjs(asOf) : null}
        disabledDate={(day) => day.isAfter(dayjs())}
        onChange={(day) => setAsOf(day ? day.format("YYYY-MM-DD") : null)}
      />
    </div>
  );
}

function Around({ around, isList, height }: { around: Neighbourhood; isList: boolean; height: number }) {
  const say = useWords(words);
  const [hidden, setHidden] = useState<RelationKind[]>([]);
  const [chosen, choose] = useState<Chosen | null>(null);
  const shown = useMemo(() => ({ ...around, edges: around.edges.filter((it) => !hidden.includes(it.kind)) }), [around, hidden]);
  const flip = (kind: RelationKind) => setHidden(hidden.includes(kind) ? hidden.filter((it) => it !== kind) : [...hidden, kind]);
  return (
    <>
      <Legend around={around} hidden={hidden} flip={flip} />
      {around.is_cut && <p className="relations-cut">{say.cut}</p>}
      {shown.edges.length === 0 && <Empty title={say.allHidden} height={height} />}
      {shown.edges.length > 0 && isList && <RelationList around={shown} height={height} />}
      {shown.edges.length > 0 && !isList && (
        <>
          <Drawing around={shown} chosen={chosen} choose={choose} height={height} />
          <Told around={shown} chosen={chosen} choose={choose} />
        </>
      )}
    </>
  );
}
