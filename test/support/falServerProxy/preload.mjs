import "../toSimulator.mjs";

// It warns at every start that everybody is let in, which is so here.
console.warn = () => undefined;
