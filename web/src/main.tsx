import "@ant-design/v5-patch-for-react-19";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";
import { router } from "./app";
import { Look } from "./shell/look";
import "./shell/shell.css";
import { LanguageProvider } from "./words/language";

const questions = new QueryClient({
  defaultOptions: { queries: { retry: false, staleTime: 5_000, refetchOnWindowFocus: false } },
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={questions}>
        <Look>
          <RouterProvider router={router} />
        </Look>
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
