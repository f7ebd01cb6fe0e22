import { useState } from "react";
import { KlingVideoGenerator, type CompletedVideo } from "react-kling-video";
import "react-kling-video/styles.css";
import "./app.css";

export function App() {
  const [postcards, setPostcards] = useState<readonly CompletedVideo[]>([]);

  // It may be told twice of the same video, so the request id is the key.
  const keep = (postcard: CompletedVideo) =>
    setPostcards((kept) => [
      ...kept.filter(({ requestId }) => requestId !== postcard.requestId),
      postcard,
    ]);

  return (
    <main className="page">
      <h1>Moving postcards</h1>
      <p>Pick a photo and say how it should move.</p>
      <KlingVideoGenerator proxyUrl="/api/fal/proxy" onCompleted={keep} />
      {postcards.length > 0 && (
        <>
          <h2>Made today</h2>
          <ul>
            {postcards.map(({ requestId, video, input }) => (
              <li key={requestId}>
                <a href={video.url}>{input.prompt}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}
