import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import * as React from "react";
import { Suspense, useState } from "react";
import { KlingVideoGenerator } from "react-kling-video";
import type { HostSetup } from "./HostSetup";

/** A host app in which everything can happen to a widget that hosts do to it. */
export function TestHost({ setup, client }: { setup: HostSetup; client?: QueryClient }) {
  const { slots = ["default"], prompt } = setup;
  const [isAway, setIsAway] = useState(false);
  const [isHidden, setIsHidden] = useState(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const [visitor, setVisitor] = useState("ann");
  const [reports, setReports] = useState<readonly string[]>([]);

  const other = visitor === "ann" ? "ben" : "ann";
  const widgets = slots.map((slot) => (
    <KlingVideoGenerator
      key={slot}
      slot={slot}
      scope={visitor}
      proxyUrl="/api/fal/proxy"
      {...(prompt !== undefined && { defaultPrompt: prompt, defaultInput: PICTURE })}
      {...(slots.length > 1 && { "aria-label": `Make a video, ${slot}` })}
      onCompleted={({ requestId }) => setReports((before) => [...before, requestId])}
    />
  ));
  const host = (
    <main>
      <h1>Test host</h1>
      <nav>
        <button type="button" onClick={() => setIsAway(!isAway)}>
          {isAway ? "Come back" : "Go to another page"}
        </button>
        <button type="button" onClick={() => setIsHidden(!isHidden)}>
          {isHidden ? "Show" : "Hide"}
        </button>
        <button type="button" onClick={() => setIsWaiting(!isWaiting)}>
          {isWaiting ? "Stop waiting" : "Wait for something"}
        </button>
        <button type="button" onClick={() => setVisitor(other)}>
          Sign in as {other}
        </button>
        <button type="button" onClick={() => client?.clear()}>
          Clear the queries
        </button>
      </nav>
      <Suspense fallback={<p>Something is loading</p>}>
        {isWaiting ? <Waiting /> : null}
        {isAway ? <p>Another page</p> : toHideable(isHidden, widgets)}
      </Suspense>
      <pre aria-label="Reports">{reports.join("\n")}</pre>
    </main>
  );
  return client ? <QueryClientProvider client={client}>{host}</QueryClientProvider> : host;
}

const PICTURE = { image_url: "https://pictures.example/boat.jpg" };

const never = new Promise<never>(() => {});

/** Makes the nearest Suspense show its fallback, and hide what it has shown. */
function Waiting(): React.ReactNode {
  throw never;
}

/** React 18 has no Activity: there nothing hides. */
function toHideable(isHidden: boolean, children: React.ReactNode) {
  const { Activity } = React;
  if (!Activity) return children;
  return <Activity mode={isHidden ? "hidden" : "visible"}>{children}</Activity>;
}
