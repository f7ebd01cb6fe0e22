import { createRequestHandler } from "@react-router/express";
import express from "express";
import * as build from "./reactRouter/build/server/index.js";
import { sayWhere } from "./sayWhere.mjs";

const app = express();

app.all("*all", createRequestHandler({ build }));

app.listen(0, "127.0.0.1", sayWhere);
