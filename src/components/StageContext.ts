"use client";

import { createContext } from "react";

/** Whether a `GenerationStage` around the part draws the picture already. */
export const StageContext = createContext(false);
