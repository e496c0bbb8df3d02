import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMe } from "../../shell";
import { said, useLanguage, useWords } from "../../words";
import type { Filter } from "../bodies";
import type { Asking } from "./asking";
import { chipsOf } from "./chips";
import { toggled, without } from "./asking";
import { words } from "./words";

interface Props {
  filter: Filter;
  ask: (changed: Partial<Asking>) => void;
}

/** Three quick filters, then every condition that holds as a chip with a way out of it. The line keeps its height. */
export function Chosen({ filter, ask }: Props) {
  const say = useWords(words);
  const [language] = useLanguage();
  const me = useMe();
  const chips = chipsOf(filter, language, me.id).filter((it) => !isQuick(it.key, filter));
  const assigned = (who: string) =>
    ask({ filter: filter.assignee === who ? without(filter, "assignee") : { ...filter, assignee: who } });
  return (
    <div className="work-chips">
      <Quick name={say.mine} isOn={filter.assignee === "me"} press={() => assigned("me")} />
      <Quick name={say.unassigned} isOn={filter.assignee === "nobody"} press={() => assigned("nobody")} />
      <Quick
        name={say.waitingForReview}
        isOn={filter.waits_for?.includes("reviewer") ?? false}
        press={() => ask({ filter: toggled(filter, "waits_for", "reviewer") })}
      />
      {chips.map((chip) => (
        <span key={chip.key} className="work-chip">
          {chip.name}
          <button type="button" aria-label={said(say.without, { what: chip.name })} onClick={() => ask({ filter: chip.rest })}>
            <CloseOutlined aria-hidden />
          </button>
        </span>
      ))}
      {chips.length > 1 && (
        <Button type="link" size="small" onClick={() => ask({ filter: without({ stage: filter.stage }) })}>
          {say.clearAll}
        </Button>
      )}
    </div>
  );
}

function isQuick(key: string, filter: Filter): boolean {
  return key === "waits_for:reviewer" || (key === "assignee" && (filter.assignee === "me" || filter.assignee === "nobody"));
}

function Quick({ name, isOn, press }: { name: string; isOn: boolean; press: () => void }) {
  return (
    <button type="button" className="work-quick" aria-pressed={isOn} onClick={press}>
      {name}
    </button>
  );
}
