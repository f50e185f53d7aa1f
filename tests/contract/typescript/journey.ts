// The life of a to-do and of a list by openapi-fetch, with the types that openapi-typescript makes of the contract.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./api.js";

type Todo = components["schemas"]["Todo"];

const [baseUrl = "", token = ""] = process.argv.slice(2);
const api = createClient<paths>({ baseUrl, headers: { Authorization: token } });

const made = await api.POST("/todos", {
  params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  body: { title: "Buy milk", due: "2026-03-01", priority: "high" },
});
assert.equal(made.response.status, 201);
const todo: Todo = made.data!;
const tag = made.response.headers.get("ETag")!;

const page = await api.GET("/todos", { params: { query: { view: "agenda", limit: 100 } } });
assert.deepEqual(page.data?.items.map((entry) => entry.id), [todo.id]);
assert.equal(page.data?.items[0]?.has_notes, false);

const on = { path: { id: todo.id } };
const patched = await api.PATCH("/todos/{id}", {
  params: { ...on, header: { "If-Match": tag } },
  body: { done: true },
});
assert.equal(patched.data?.done, true);

const late = await api.PATCH("/todos/{id}", {
  params: { ...on, header: { "If-Match": tag } },
  body: { title: "Too late" },
});
assert.equal(late.response.status, 412);
assert.ok(late.error?.type.endsWith(":precondition-failed"));

// What was read may be changed and sent back whole: TypeScript agrees.
const put = await api.PUT("/todos/{id}", { params: on, body: { ...patched.data!, title: "Buy bread" } });
assert.equal(put.data?.title, "Buy bread");

const gone = await api.DELETE("/todos/{id}", { params: on });
assert.equal(gone.response.status, 204);
assert.equal((await api.GET("/todos/{id}", { params: on })).error?.status, 404);

const back = await api.POST("/trash/{id}/restore", { params: on });
assert.equal(back.data?.list, "inbox");
const list = (await api.POST("/lists", { body: { name: "Groceries" } })).data!;
await api.PATCH("/todos/{id}", { params: on, body: { done: false } });
const moved = await api.POST("/todos/{id}/move", { params: on, body: { list: list.id, to: "first" } });
const board = await api.GET("/todos", { params: { query: { view: "board", list: list.id } } });
assert.deepEqual(board.data?.items.map((entry) => entry.rank), [moved.data?.rank]);
const renamed = await api.POST("/labels/rename", { body: { label: "home", name: "house" } });
assert.equal(renamed.response.status, 202);
await api.DELETE("/lists/{id}", { params: { path: { id: list.id } } });
const none = await api.GET("/todos", { params: { query: { view: "board", list: list.id } } });
assert.ok(none.error?.type.endsWith(":no-such-list"));
assert.equal((await api.DELETE("/todos/{id}", { params: on })).response.status, 204);

// @ts-expect-error - a priority that the contract doesn't know
const wrong: Todo["priority"] = "urgent";
// @ts-expect-error - a field that nobody may write
const body: components["schemas"]["NewTodo"] = { title: "x", owner: "somebody" };
void wrong, body;

console.log("done");
