import { Button, Popover } from "antd";
import { useCallback, useState } from "react";
import { useAsk, useDo } from "../../api";
import { Refusal, Shown, useMe } from "../../shell";
import { said, useWords } from "../../words";
import { assign, people } from "../desk";
import type { CaseFile } from "./bodies";
import { words } from "./words";

/** Taking an application, giving it back, handing it on; where a colleague was quicker, that is said and nothing changes. */
export function useAssigning(file: CaseFile | undefined, again: () => void) {
  const me = useMe();
  const id = file?.row.application_id ?? "";
  const seen = file?.row.assignee?.id ?? null;
  const doing = useDo((who: string) => assign(id, who, seen), { refresh: REFRESH });
  const isMine = seen === me.id;
  const { run } = doing;
  const take = useCallback(() => void (file?.may.assign && !isMine && run("me")), [file, isMine, run]);
  return { isMine, take, give: run, again, doing, me: me.id };
}

const REFRESH = [["work"]];

type Assigning = ReturnType<typeof useAssigning>;

export function Assignment({ file, assigning }: { file: CaseFile; assigning: Assigning }) {
  const say = useWords(words).assignment;
  const { isMine, take, give, doing } = assigning;
  const who = file.row.assignee;
  return (
    <span className="case-assignee">
      <span className="soft">{say.title}</span>
      {isMine || !who ? <b>{isMine ? say.me : say.nobody}</b> : <b data-as-written>{who.login}</b>}
      {file.may.assign && (
        <>
          <Button size="small" loading={doing.isRunning} onClick={isMine ? () => void give("nobody") : take}>
            {isMine ? say.giveBack : who ? said(say.takeOver, { who: who.login }) : say.take}
          </Button>
          <HandOn assigning={assigning} besides={who?.id} />
        </>
      )}
    </span>
  );
}

/** Whom it can be handed to. */
function HandOn({ assigning, besides }: { assigning: Assigning; besides: string | undefined }) {
  const say = useWords(words).assignment;
  const [isOpen, setOpen] = useState(false);
  const asked = useAsk(["work-people"], people, { isReady: isOpen });
  const hand = (id: string) => {
    setOpen(false);
    void assigning.give(id);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <div className="case-people">
          <Shown asked={asked} height={96}>
            {(all) => {
              const others = all.filter((it) => it.id !== assigning.me && it.id !== besides);
              if (others.length === 0) return <p className="soft">{say.alone}</p>;
              return others.map((it) => (
                <button key={it.id} type="button" aria-label={said(say.handOnTo, { who: it.login })} onClick={() => hand(it.id)}>
                  {it.login}
                </button>
              ));
            }}
          </Shown>
        </div>
      }
    >
      <Button size="small" type="text" aria-expanded={isOpen}>
        {say.handOn}
      </Button>
    </Popover>
  );
}

/** Why it could not be taken, with the way to see how it stands. */
export function AssignmentRefused({ assigning }: { assigning: Assigning }) {
  const say = useWords(words).assignment;
  const { doing, again } = assigning;
  const look = () => {
    doing.forget();
    again();
  };
  return (
    <Refusal
      problem={doing.problem}
      action={
        <Button size="small" onClick={look}>
          {say.again}
        </Button>
      }
    />
  );
}
