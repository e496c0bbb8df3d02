import { Modal } from "antd";
import type { Blocker } from "react-router";
import { useWords } from "../words/language";
import { words } from "./words";

/** The question asked before unsaved content is left. */
export function Leaving({ blocker }: { blocker: Blocker }) {
  const w = useWords(words);
  return (
    <Modal
      open={blocker.state === "blocked"}
      title={w.unsaved}
      okText={w.go}
      cancelText={w.stay}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    />
  );
}
