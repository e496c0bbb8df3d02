import { Segmented } from "antd";
import { useState } from "react";
import { PageHead, useMay } from "../shell";
import { useWords } from "../words";
import { Asking, type Typed } from "./asking/asking";
import { Files } from "./files/files";
import "./identify.css";
import { LicencePhoto } from "./licence/photo";
import { words } from "./words";

type Way = "text" | "photo" | "table";
const EMPTY: Typed = { name: "", scope: "", items: "", merchant: "" };

/** Which trade, of what size: by words, by a photo, by a table. */
export default function Identify() {
  const w = useWords(words);
  const may = useMay();
  const [way, setWay] = useState<Way>("text");
  const [typed, setTyped] = useState<Typed>(EMPTY);
  const ways: Way[] = may("identify.file") ? ["text", "photo", "table"] : ["text", "photo"];
  const goOn = (name: string, scope: string) => {
    setTyped({ ...EMPTY, name, scope });
    setWay("text");
  };
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <div className="identify-ways">
        <Segmented aria-label={w.ways} value={way} onChange={setWay} options={ways.map((it) => ({ value: it, label: w[it] }))} />
      </div>
      {way === "text" && <Asking typed={typed} change={setTyped} clear={() => setTyped(EMPTY)} />}
      {way === "photo" && <LicencePhoto goOn={goOn} />}
      {way === "table" && <Files />}
    </>
  );
}
