import { Button } from "antd";
import { useCallback } from "react";
import { useDo } from "../../api";
import { Refusal, useMe } from "../../shell";
import { said, useWords } from "../../words";
import { assign } from "../desk";
import type { CaseFile } from "./bodies";
import { words } from "./words";

/** Taking an application and giving it back; where a colleague was quicker, that is said and nothing changes. */
export function useAssigning(file: CaseFile | undefined, again: () => void) {
  const me = useMe();
  const id = file?.row.application_id ?? "";
  const seen = file?.row.assignee?.id ?? null;
  const doing = useDo((who: "me" | "nobody") => assign(id, who, seen).then(() => true), { refresh: REFRESH });
  const isMine = seen === me.id;
  const { run } = doing;
  const take = useCallback(() => void (file?.may.assign && !isMine && run("me")), [file, isMine, run]);
  const giveBack = () => void run("nobody");
  return { isMine, take, giveBack, again, doing };
}

const REFRESH = [["work"]];

type Assigning = ReturnType<typeof useAssigning>;

export function Assignment({ file, assigning }: { file: CaseFile; assigning: Assigning }) {
  const say = useWords(words).assignment;
  const { isMine, take, giveBack, doing } = assigning;
  const who = file.row.assignee;
  return (
    <span className="case-assignee">
      <span className="soft">{say.title}</span>
      <b>{isMine ? say.me : (who?.login ?? say.nobody)}</b>
      {file.may.assign && (
        <Button size="small" loading={doing.isRunning} onClick={isMine ? giveBack : take}>
          {isMine ? say.giveBack : who ? said(say.takeOver, { who: who.login }) : say.take}
        </Button>
      )}
    </span>
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
