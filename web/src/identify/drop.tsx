import { UploadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useRef, useState } from "react";

interface Props {
  label: string;
  more: string;
  accept: string;
  isBusy: boolean;
  take: (file: File) => void;
}

/** A file by a button or by dropping it. */
export function Drop({ label, more, accept, isBusy, take }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const first = (files: FileList | null) => {
    const file = files?.[0];
    if (file) take(file);
    if (input.current) input.current.value = "";
  };
  return (
    <div
      className={isOver ? "identify-drop identify-drop-over" : "identify-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!isBusy) first(event.dataTransfer.files);
      }}
    >
      <Button icon={<UploadOutlined />} loading={isBusy} onClick={() => input.current?.click()}>{label}</Button>
      <span className="soft">{more}</span>
      <input ref={input} type="file" accept={accept} className="unseen" tabIndex={-1} aria-label={label} onChange={(event) => first(event.target.files)} />
    </div>
  );
}
