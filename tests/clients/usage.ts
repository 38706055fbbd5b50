// What somebody writes over the generated types. It is compiled, not run: a type that no longer fits is an error.
import type { components, operations } from "./hoidap";

type Schemas = components["schemas"];

const address = "http://127.0.0.1:8000";

async function send<Reply>(path: string, body: unknown): Promise<Reply> {
    const response = await fetch(address + path, { method: "POST", body: JSON.stringify(body) });
    return (await response.json()) as Reply;
}

async function ask(question: Schemas["AskRequest"]) {
    type Reply = operations["askQuestion"]["responses"][200]["content"]["application/json"];
    return send<Reply>("/v1/ask", question);
}

export async function firstAnswerIsExact(): Promise<boolean> {
    const reply = await ask({ question: "Ai là Đại sứ Lào tại Việt Nam?" });
    const [answer] = reply.answers;
    if (answer === undefined) return false;
    const { document_id, document_sha256, selectors } = answer.citation;
    const request: Schemas["VerifyRequest"] = { citations: [{ document_id, document_sha256, selectors }] };
    const verified = await send<Schemas["VerifyReply"]>("/v1/verify", request);
    return verified.results[0]?.status === "exact";
}

export async function titles(): Promise<string[]> {
    type List = operations["listDocuments"]["responses"][200]["content"]["application/json"];
    const list = (await (await fetch(address + "/v1/documents")).json()) as List;
    return list.documents.map((document) => document.title);
}

// @ts-expect-error: the types are not `any`, so a misspelt field is found
export const misspelt: Schemas["AskRequest"] = { question: "Ai?", topk: 3 };
