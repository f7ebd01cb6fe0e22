"use client";

import { useState } from "react";
import { KlingVideoGenerator, type CompletedVideo } from "react-kling-video";

export function Studio({ userId }: { userId: string }) {
  const [postcards, setPostcards] = useState<readonly CompletedVideo[]>([]);

  // It may be told twice of the same video, so the request id is the key.
  const keep = (postcard: CompletedVideo) =>
    setPostcards((kept) => [
      ...kept.filter(({ requestId }) => requestId !== postcard.requestId),
      postcard,
    ]);

  return (
    <>
      <p>Pick a photo and say how it should move.</p>
      {/* What the browser remembers is this visitor's, and the next one does not see it. */}
      <KlingVideoGenerator proxyUrl="/api/fal/proxy" scope={userId} onCompleted={keep} />
      {postcards.length > 0 && (
        <ul aria-label="Made today">
          {postcards.map(({ requestId, video, input }) => (
            <li key={requestId}>
              <a href={video.url}>{input.prompt}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
