import { ArrowLeftOutlined } from "@ant-design/icons";
import { Link, useParams } from "react-router";
import { PageHead } from "../shell";
import { useWords } from "../words";
import Relations from "./relations";
import { words } from "./words";

/** The drawing with the whole page for itself. */
export default function RelationsPage() {
  const { id = "" } = useParams();
  const say = useWords(words);
  return (
    <>
      <PageHead
        title={say.title}
        about={
          <Link to={`/work/${id}`}>
            <ArrowLeftOutlined aria-hidden /> {say.back}
          </Link>
        }
      />
      <section className="panel panel-flush">
        <Relations applicationId={id} height={620} />
      </section>
    </>
  );
}
